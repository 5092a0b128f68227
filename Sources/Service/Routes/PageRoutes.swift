import HTTPTypes
import Hummingbird

/// The page at `/`, which is part of the program.
struct PageRoutes: Sendable {
    /// The page takes nothing from elsewhere, and no other page may frame it.
    private static let policy = """
        default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; \
        base-uri 'none'; form-action 'none'; frame-ancestors 'none'
        """

    func add(to router: some RouterMethods<ServiceContext>) {
        router.get("/") { _, _ in file(PackageResources.index_html, "text/html; charset=utf-8") }
        router.get("/page.css") { _, _ in file(PackageResources.page_css, "text/css; charset=utf-8") }
        for (name, bytes) in scripts {
            router.get("/\(name)") { _, _ in file(bytes, "text/javascript; charset=utf-8") }
        }
    }

    private var scripts: [(RouterPath, [UInt8])] {
        [
            ("page.js", PackageResources.page_js), ("drawing.js", PackageResources.drawing_js),
            ("readings.js", PackageResources.readings_js),
        ]
    }

    private func file(_ bytes: [UInt8], _ type: String) -> Response {
        var response = Response.bytes(bytes, type)
        response.headers[.contentSecurityPolicy] = Self.policy
        response.headers[.permissionsPolicy] = "camera=(self), microphone=(), geolocation=()"
        response.headers[.cacheControl] = "no-cache"
        return response
    }
}
