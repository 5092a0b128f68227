import HTTPTypes
import Hummingbird

/// The pages, which are part of the program.
enum PageRoutes {
    /// A page takes nothing from elsewhere, and no other page may frame it.
    private static let policy = """
        default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; \
        base-uri 'none'; form-action 'none'; frame-ancestors 'none'
        """

    /// The page to draw on, at `/`.
    ///
    /// - Parameter hasStudio: whether it leads to the studio.
    static func add(to router: some RouterMethods<ServiceContext>, hasStudio: Bool) {
        let page = hasStudio ? PackageResources.index_html : withoutStudio(PackageResources.index_html)
        router.get("/") { _, _ in file(page, "text/html; charset=utf-8") }
        router.get("/page.css") { _, _ in file(PackageResources.page_css, "text/css; charset=utf-8") }
        add(
            [
                ("page.js", PackageResources.page_js), ("drawing.js", PackageResources.drawing_js),
                ("readings.js", PackageResources.readings_js),
            ], to: router)
    }

    /// The studio, at `/studio`.
    ///
    /// - Parameter atRoot: whether it is at `/` as well, and the only page there is.
    static func addStudio(to router: some RouterMethods<ServiceContext>, atRoot: Bool) {
        let page = atRoot ? withoutDrawing(PackageResources.studio_html) : PackageResources.studio_html
        router.get("/studio") { _, _ in file(page, "text/html; charset=utf-8") }
        router.get("/studio.css") { _, _ in file(PackageResources.studio_css, "text/css; charset=utf-8") }
        add(
            [("studio.js", PackageResources.studio_js), ("controls.js", PackageResources.controls_js)], to: router)
        guard atRoot else { return }
        router.get("/") { _, _ in file(page, "text/html; charset=utf-8") }
        router.get("/page.css") { _, _ in file(PackageResources.page_css, "text/css; charset=utf-8") }
    }

    private static func add(_ scripts: [(RouterPath, [UInt8])], to router: some RouterMethods<ServiceContext>) {
        for (name, bytes) in scripts {
            router.get("/\(name)") { _, _ in file(bytes, "text/javascript; charset=utf-8") }
        }
    }

    private static func withoutStudio(_ page: [UInt8]) -> [UInt8] { page.leavingOut("studio-link") }
    private static func withoutDrawing(_ page: [UInt8]) -> [UInt8] { page.leavingOut("drawing-link") }

    private static func file(_ bytes: [UInt8], _ type: String) -> Response {
        var response = Response.bytes(bytes, type)
        response.headers[.contentSecurityPolicy] = Self.policy
        response.headers[.permissionsPolicy] = "camera=(self), microphone=(), geolocation=()"
        response.headers[.cacheControl] = "no-cache"
        return response
    }
}

extension [UInt8] {
    /// The text without the lines that have a word in them.
    fileprivate func leavingOut(_ word: String) -> [UInt8] {
        let lines = String(decoding: self, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        return Array(lines.filter { !$0.contains(word) }.joined(separator: "\n").utf8)
    }
}
