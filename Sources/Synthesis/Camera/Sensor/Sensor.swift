import Configs
import Imaging

/// Adds the noise of a camera's sensor.
struct Sensor: CameraStage {
    var shot = Quantity(0.01...0.05)
    var read = Quantity(0.005...0.02)
    var colored = true

    init() {}

    static let name = "sensor"
    static let summary =
        "Adds the noise of a sensor: shot noise, which grows with the root of the light, and read noise, which is the "
        + "same everywhere."
    static let shorthand: String? = "shot"
    static var fields: [Field<Sensor>] {
        [
            Field("shot", \.shot, in: 0...1, "The shot noise's deviation at white. Up to 0.1 is safe."),
            Field("read", \.read, in: 0...1, "The read noise's deviation. Up to 0.05 is safe."),
            Field("colored", \.colored, "Whether each channel of an RGB page has noise of its own."),
        ]
    }

    func expose(_ picture: inout Bitmap, _ chooser: inout Chooser, in darkroom: Darkroom) {
        let shot = chooser.number("shot", shot)
        SensorNoise(shot: shot, read: chooser.number("read", read))
            .add(to: &picture, colored: colored, from: chooser.generator("pattern"))
    }
}
