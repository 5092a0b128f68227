extension Int {
    /// With a space between thousands: 12 345.
    package var grouped: String {
        let digits = String(magnitude)
        var text = self < 0 ? "-" : ""
        for (i, digit) in digits.enumerated() {
            if i > 0, (digits.count - i) % 3 == 0 { text += " " }
            text.append(digit)
        }
        return text
    }
}
