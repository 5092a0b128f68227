import Foundation

/// Chromium, driven by Playwright, for tests of pages.
public enum Chromium {
    /// What a test that is skipped for want of it says.
    public static let absence =
        "needs Chromium and Playwright: install Debian's package chromium, run scripts/test-tools"

    private static let path = "/usr/bin/chromium"

    /// Whether it is there.
    public static let isThere = PythonTools.isThere && FileManager.default.isExecutableFile(atPath: path)

    /// What a script prints that drives a browser, `browser`.
    ///
    /// - Throws: what Python says, where it fails.
    public static func run(_ script: String, _ arguments: String...) throws -> String {
        let lines = script.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }
        let whole = """
            import json, math, sys
            from playwright.sync_api import sync_playwright
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path="\(path)", args=["--no-sandbox"])
            \(lines.joined(separator: "\n"))
                browser.close()
            """
        return try PythonTools.run(whole, arguments: arguments)
    }
}
