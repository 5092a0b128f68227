import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// What a request asks to be read: pictures as files, and how.
struct PictureRequest: Sendable {
    /// The files.
    var pictures: [[UInt8]] = []
    /// The model; nil for the first one.
    var model: String?
    /// How many other texts are wanted for each picture.
    var alternatives = 0
    /// Whether the answer is a list, even of one.
    var wantsList = false

    /// The most other texts.
    static let mostAlternatives = 20

    /// What stands in a request's body, whichever of the ways it goes.
    ///
    /// - Throws: `Problem`.
    init(_ request: Request, _ body: [UInt8], limits: ServiceLimits) throws {
        let contentType = request.headers[.contentType] ?? ""
        let kind = (contentType.split(separator: ";").first ?? "").trimmingCharacters(in: .whitespaces).lowercased()
        switch kind {
        case "application/json": try read(json: body, limits)
        case "multipart/form-data": try read(form: body, contentType)
        case "application/octet-stream": pictures = [body]
        case _ where kind.hasPrefix("image/"): pictures = [body]
        // A picture in base64 by itself.
        case "text/plain": pictures = [try Self.bytes(ofBase64: body[...])]
        default:
            throw Problem(
                .unsupportedMediaType, "unknown_content_type",
                "the content type must be application/json, multipart/form-data, text/plain, application/octet-stream or "
                    + "a picture's, such as image/png")
        }
        let query = request.uri.queryParameters
        if let name = query["model"] { model = String(name) }
        if let count = query["alternatives"] { try set(alternatives: Int(count)) }
        guard !pictures.isEmpty else { throw Problem.badRequest("no_picture", "the request holds no picture") }
        guard pictures.count <= limits.pictures else {
            throw Problem(
                .contentTooLarge, "too_many_pictures",
                "a request may hold \(limits.pictures) pictures, and this one holds \(pictures.count)")
        }
        guard pictures.allSatisfy({ !$0.isEmpty }) else {
            throw Problem.badRequest("no_picture", "a picture is empty")
        }
    }

    private struct Fields: Decodable {
        var image: String?
        var images: [String]?
        var model: String?
        var alternatives: Int?
    }

    private mutating func read(json body: [UInt8], _ limits: ServiceLimits) throws(Problem) {
        let fields: Fields
        do { fields = try JSONDecoder().decode(Fields.self, from: Data(body)) } catch {
            throw .badRequest(
                "malformed_json",
                "the body must be a JSON object with 'image' or 'images': pictures in base64 or as data URLs")
        }
        let texts = (fields.image.map { [$0] } ?? []) + (fields.images ?? [])
        guard texts.count <= limits.pictures else {
            throw Problem(
                .contentTooLarge, "too_many_pictures",
                "a request may hold \(limits.pictures) pictures, and this one holds \(texts.count)")
        }
        for text in texts { pictures.append(try Self.bytes(ofBase64: text)) }
        wantsList = fields.images != nil
        model = fields.model
        if let count = fields.alternatives { try set(alternatives: count) }
    }

    private mutating func read(form body: [UInt8], _ contentType: String) throws(Problem) {
        guard let boundary = Multipart.boundary(in: contentType) else {
            throw .badRequest("malformed_form", "the content type of the form names no boundary")
        }
        for part in try Multipart(body, boundary: boundary).parts {
            switch part.name {
            case "image", "images", "image[]", "images[]", "file": pictures.append(Array(part.contents))
            case "model": model = String(decoding: part.contents, as: UTF8.self)
            case "alternatives": try set(alternatives: Int(String(decoding: part.contents, as: UTF8.self)))
            default: break
            }
        }
        guard !pictures.isEmpty else {
            throw .badRequest("no_picture", "the form has no field 'image' with a picture in it")
        }
        wantsList = pictures.count > 1
    }

    private mutating func set(alternatives count: Int?) throws(Problem) {
        guard let count, (0...Self.mostAlternatives).contains(count) else {
            throw .badRequest("alternatives", "'alternatives' must be 0 to \(Self.mostAlternatives)")
        }
        alternatives = count
    }

    /// The bytes of a picture in base64, by itself or in a data URL.
    static func bytes(ofBase64 text: String) throws(Problem) -> [UInt8] {
        try bytes(ofBase64: Array(text.utf8)[...])
    }

    private static func bytes(ofBase64 text: ArraySlice<UInt8>) throws(Problem) -> [UInt8] {
        var encoded = text
        if String(decoding: encoded.prefix(5), as: UTF8.self).lowercased() == "data:" {
            // What stands before the comma is a type and its parameters.
            guard let comma = encoded.prefix(longestType).firstIndex(of: UInt8(ascii: ",")),
                String(decoding: encoded[..<comma], as: UTF8.self).lowercased().hasSuffix(";base64")
            else { throw .badRequest("malformed_base64", "a data URL must hold base64: data:image/png;base64,...") }
            encoded = encoded[(comma + 1)...]
        }
        // Few encoders break lines, so they are only looked for where it can't be read as it is.
        let data = Data(base64Encoded: Data(encoded)) ?? Data(base64Encoded: Data(encoded.filter { !isBlank($0) }))
        guard let data else {
            throw .badRequest("malformed_base64", "a picture is not in base64, or its base64 is cut short")
        }
        return Array(data)
    }

    /// The longest beginning of a data URL, bytes.
    private static let longestType = 1000

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
