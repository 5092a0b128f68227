/// The fonts that are installed and what font files offer, each read once, when it is first asked for.
///
/// For the time in which one choice of faces is made: it does not see a font that is installed later.
package final class FontFiles {
    private struct Place: Hashable {
        var path: String
        var index: Int?
    }

    private var library: FreeTypeLibrary?
    private var fonts: InstalledFonts?
    private var read: [Place: Result<[FaceOffer], TypographyError>] = [:]

    package init() {}

    /// The names of the installed families of outline fonts, sorted.
    package var families: [String] {
        get throws(TypographyError) { try installed().families }
    }

    /// What fontconfig lists.
    func installed() throws(TypographyError) -> InstalledFonts {
        if let fonts { return fonts }
        let list = try InstalledFonts()
        fonts = list
        return list
    }

    private func started() throws(TypographyError) -> FreeTypeLibrary {
        if let library { return library }
        let started = try FreeTypeLibrary()
        library = started
        return started
    }

    /// The faces of a file, or the one at `index`.
    ///
    /// - Throws: `TypographyError` whose message is the reason alone, without the path.
    func offers(_ path: String, index: Int?) throws(TypographyError) -> [FaceOffer] {
        let place = Place(path: path, index: index)
        if let known = read[place] { return try known.get() }
        let library = try started()
        let offers: Result<[FaceOffer], TypographyError>
        do throws(TypographyError) {
            offers = .success(try FontFile(path: path, library: library).offers(index: index))
        } catch {
            offers = .failure(error)
        }
        read[place] = offers
        return try offers.get()
    }
}
