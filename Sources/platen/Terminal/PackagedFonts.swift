import Foundation

/// The fonts that came along with the program.
enum PackagedFonts {
    /// Where fontconfig looks is said by these.
    private static let variables = ["FONTCONFIG_FILE", "FONTCONFIG_PATH"]

    /// Lets fontconfig look where the file beside the program says, unless somebody said where to look.
    ///
    /// Packages that run from any folder bring fontconfig along, which knows of no other place, and a family of fonts. To be called
    /// before there are other threads.
    static func use() {
        let environment = ProcessInfo.processInfo.environment
        guard variables.allSatisfy({ environment[$0, default: ""].isEmpty }),
            let path = SharedFile.besideProgram("fonts.conf")
        else { return }
        setenv(variables[0], path, 1)
    }
}
