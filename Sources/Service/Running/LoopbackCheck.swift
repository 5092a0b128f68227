import HTTPTypes
import Hummingbird

/// Lets requests in that a page of this service made on this machine, and no others.
///
/// A page of another site can have its own name lead to this machine, or send requests here unasked: the first shows in the
/// host that the browser names, the second in where it says that the request comes from.
struct LoopbackCheck: RouterMiddleware {
    typealias Context = ServiceContext

    func handle(
        _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        guard let host = request.head.authority, Self.isLoopback(host) else {
            throw Problem(.forbidden, "wrong_host", "this page is at http://127.0.0.1 and http://localhost alone")
        }
        if let origin = request.headers[.origin], origin.lowercased() != "http://\(host.lowercased())" {
            throw Problem(.forbidden, "wrong_origin", "pages of other sites may not ask this one")
        }
        if let site = request.headers[.secFetchSite], site == "cross-site" || site == "same-site",
            request.method != .get
        {
            throw Problem(.forbidden, "wrong_origin", "pages of other sites may not ask this one")
        }
        return try await next(request, context)
    }

    /// Whether a host, with or without its port, is this machine.
    static func isLoopback(_ host: String) -> Bool {
        var name = host.lowercased()[...]
        if let colon = name.lastIndex(of: ":"), name[name.index(after: colon)...].allSatisfy(\.isASCIIDigit) {
            // Not within the brackets of an address.
            if name.first != "[" || name[..<colon].last == "]" { name = name[..<colon] }
        }
        return ["localhost", "127.0.0.1", "[::1]"].contains(name)
    }
}

extension HTTPField.Name {
    static var secFetchSite: Self { known("Sec-Fetch-Site") }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
