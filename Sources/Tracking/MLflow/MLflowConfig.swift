package import Configs
import Foundation

/// The settings of an MLflow tracking server.
package struct MLflowConfig: Tracker {
    package var uri: String?
    package var experiment = "platen"
    package var wait = 30.0

    package init() {}

    package static let name = "mlflow"
    package static let summary = "A tracking server of MLflow, over its REST interface."
    package static let shorthand: String? = "uri"
    package static var fields: [Field<MLflowConfig>] {
        [
            Field(
                "uri", \.uri,
                "The server's address, such as http://127.0.0.1:5000; without it MLFLOW_TRACKING_URI. A name and a password "
                    + "come from MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, a token from MLFLOW_TRACKING_TOKEN."
            ),
            Field("experiment", \.experiment, "The experiment that runs belong to; it is made where there is none."),
            Field(
                "wait", \.wait, in: 0...3600, unit: "s",
                "How long the end of a training waits for what is still to be sent, at most. A server that is away is not "
                    + "waited for."),
        ]
    }

    package var address: String { uri ?? ProcessInfo.processInfo.environment["MLFLOW_TRACKING_URI"] ?? "" }

    package func at(_ address: String) -> MLflowConfig {
        var other = self
        other.uri = address
        return other
    }

    package func makeServer(environment: [String: String]) throws(TrackingError) -> any TrackingServer {
        try MLflowServer(
            uri ?? environment["MLFLOW_TRACKING_URI"] ?? "", experiment: experiment, environment: environment)
    }
}
