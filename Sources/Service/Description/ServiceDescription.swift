import Foundation

/// What a service says of itself at `/openapi.json`.
enum ServiceDescription {
    /// What only a service with recipes has.
    private static let studioTag = "studio"

    /// The description.
    ///
    /// - Parameter hasStudio: whether the service shows recipes.
    static func bytes(hasStudio: Bool) -> [UInt8] {
        let whole = PackageResources.openapi_json
        guard !hasStudio, var root = (try? JSONSerialization.jsonObject(with: Data(whole))) as? [String: Any],
            let paths = root["paths"] as? [String: [String: Any]]
        else { return whole }
        root["paths"] = paths.filter { !isOfStudio($0.value) }
        root["tags"] = nil
        let data = try? JSONSerialization.data(withJSONObject: root, options: [.sortedKeys, .withoutEscapingSlashes])
        return data.map { Array($0) } ?? whole
    }

    private static func isOfStudio(_ methods: [String: Any]) -> Bool {
        methods.values.contains { (($0 as? [String: Any])?["tags"] as? [String])?.contains(studioTag) == true }
    }
}
