import Foundation
import Imaging

/// Finds faces, once, before anything is drawn.
public struct FontLibrary: Sendable {
    /// What the queries found.
    public struct Resolution: Sendable, Hashable {
        /// The faces of each query, in the queries' order.
        public var faces: [[FontFace]]
        /// Font files that cannot be used, in the order in which they were met.
        public var skipped: [Skipped]

        /// A font file that cannot be used.
        public struct Skipped: Sendable, Hashable {
            /// The file.
            public var path: String
            /// What is wrong with it.
            public var reason: String
        }
    }

    /// Finds the faces of some queries.
    ///
    /// A family is looked up by its exact name: fontconfig's silent substitutes are refused. A broken font
    /// file is listed in `skipped`. A folder may hold no font at all.
    ///
    /// - Throws: `TypographyError` where a family, style, file or folder does not exist, or has no face that gives what
    ///   is asked for.
    public static func resolve(_ queries: [FontQuery]) throws -> Resolution { try resolve(queries, in: FontFiles()) }

    /// Finds the faces of some queries in files that may have been read for others before; else as `resolve` does.
    package static func resolve(_ queries: [FontQuery], in files: FontFiles) throws -> Resolution {
        var resolution = Resolution(faces: [], skipped: [])
        for query in queries {
            func offers(_ path: String, index: Int?) -> [FaceOffer] {
                do throws(TypographyError) {
                    return try files.offers(path, index: index)
                } catch {
                    let skipped = Resolution.Skipped(path: path, reason: error.message)
                    if !resolution.skipped.contains(skipped) { resolution.skipped.append(skipped) }
                    return []
                }
            }
            func chosen(_ offers: [FaceOffer], in place: String) throws -> [FontFace] {
                let granted = try query.wish.choose(from: offers) { _, words in
                    TypographyError(
                        .fontNotFound, "\(place) has no face with \(words). It has: \(summary(of: offers)).")
                }
                return query.wish.nearest(of: granted).map(\.face)
            }
            switch query.place {
            case .family(let family):
                let found = try files.installed().find(family: family, query.wish, offers)
                resolution.faces.append(found.map { [$0] } ?? [])
            case .file(let path, let index):
                var isFolder: ObjCBool = false
                guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
                    let what = isFolder.boolValue ? "is a folder, not a font file" : "does not exist"
                    throw TypographyError(.fontNotFound, "Font file '\(path)' \(what).")
                }
                resolution.faces.append(try chosen(offers(path, index: index), in: "Font file '\(path)'"))
            case .folder(let path):
                let all = try fontFiles(below: path).flatMap { offers($0, index: nil) }
                resolution.faces.append(try chosen(all, in: "Font folder '\(path)'"))
            case .files(let pattern):
                let paths = fontFiles(like: pattern)
                guard !paths.isEmpty else {
                    throw TypographyError(.fontNotFound, "There is no font file '\(pattern)'.")
                }
                let all = paths.flatMap { offers($0, index: nil) }
                resolution.faces.append(try chosen(all, in: "'\(pattern)'"))
            }
        }
        return resolution
    }

    /// What some fonts have, for a message: the first few, and how many more there are.
    private static func summary(of offers: [FaceOffer]) -> String {
        let shown = offers.prefix(6).map(\.summary).joined(separator: "; ")
        return offers.count > 6 ? shown + " and \(offers.count - 6) more" : shown
    }

    /// The names of the installed families of outline fonts, sorted.
    public static func installedFamilies() throws -> [String] { try InstalledFonts().families }

    /// Every font file below a folder, linked folders followed, sorted by path so that no file system's order shows.
    private static func fontFiles(below folder: String) throws(TypographyError) -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
            throw TypographyError(.fontNotFound, "Font folder '\(folder)' does not exist.")
        }
        let files: [String]
        do {
            files = try FileTree.files(below: folder)
        } catch {
            throw TypographyError(.fontNotFound, "Font folder '\(folder)': \(error.message).")
        }
        let prefix = folder.hasSuffix("/") ? folder : folder + "/"
        return files.filter { file in FontFile.endings.contains { file.lowercased().hasSuffix($0) } }
            .map { prefix + $0 }
    }

    /// The files of one folder whose names fit a pattern, sorted.
    static func fontFiles(like pattern: String) -> [String] {
        let folder = (pattern as NSString).deletingLastPathComponent
        let name = (pattern as NSString).lastPathComponent
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return files.filter { fnmatch(name, $0, 0) == 0 }.sorted()
            .map { (folder as NSString).appendingPathComponent($0) }
    }
}
