import Foundation
import Imaging
import TestSupport
import Testing

/// Pictures that are not read are known, and named.
@Suite struct PictureFormatTests {
    static let unread: [(PictureFormat, [UInt8])] = [
        (.heif, [0, 0, 0, 24] + Array("ftypheic\0\0\0\0mif1".utf8)), (.heif, [0, 0, 0, 24] + Array("ftypmif1".utf8)),
        (.avif, [0, 0, 0, 28] + Array("ftypavif\0\0\0\0".utf8)),
        (.jpeg2000, [0, 0, 0, 12] + Array("jP  \r\n".utf8) + [0x87, 10]), (.jpeg2000, [0xFF, 0x4F, 0xFF, 0x51, 0]),
        (.jpegXL, [0, 0, 0, 12] + Array("JXL \r\n".utf8) + [0x87, 10]), (.jpegXL, [0xFF, 0x0A, 1, 2]),
        (.svg, Array("<svg xmlns='http://www.w3.org/2000/svg'/>".utf8)),
        (.svg, Array("\u{FEFF}<?xml version='1.0'?>\n<!-- a --><svg/>".utf8)), (.pdf, Array("%PDF-1.7\n".utf8)),
        (.postScript, Array("%!PS-Adobe-3.0".utf8)), (.netpbm, Array("P5\n2 2\n255\nabcd".utf8)),
        (.photoshop, Array("8BPS\0\u{1}".utf8)), (.icon, [0, 0, 1, 0, 1, 0]), (.djvu, Array("AT&TFORM".utf8)),
        (.qoi, Array("qoif".utf8)), (.dds, Array("DDS |".utf8)), (.openEXR, [0x76, 0x2F, 0x31, 0x01]),
        (.cameraRaw, Array("II*\0\u{10}\0\0\0CR\u{2}\0".utf8)),
    ]

    @Test(arguments: unread)
    func areNamedByTheirContents(format: PictureFormat, bytes: [UInt8]) {
        #expect(PictureFormat(of: bytes) == format)
        #expect(!format.isRead)
        let error = #expect(throws: ImagingError.self) { try ImageFile.decode(bytes, name: "a/photo") }
        #expect(error?.code == .unsupported)
        #expect(
            error?.message
                == "a/photo: \(format.name) pictures are not read: save it as PNG, JPEG, WebP, TIFF, BMP or GIF")
    }

    /// Contents that say nothing leave it to the name; contents that are read are read, whatever the name.
    @Test func areNamedByTheirNames() throws {
        let error = #expect(throws: ImagingError.self) { try ImageFile.decode([1, 2, 3, 4], name: "a.TGA") }
        #expect(error?.message == "a.TGA: Targa pictures are not read: save it as PNG, JPEG, WebP, TIFF, BMP or GIF")
        #expect(try ImageFile.decode(HostileFileTests.png, name: "a.heic").width == 4)
        // What most cameras write begins like a TIFF, and holds a thumbnail first.
        let raw = #expect(throws: ImagingError.self) { try ImageFile.decode(RawTIFF().bytes, name: "a.nef") }
        #expect(raw?.message.hasPrefix("a.nef: camera raw pictures are not read") == true)
    }

    @Test func everyEndingIsOfOneFormat() {
        let all = PictureFormat.allCases.flatMap(\.fileExtensions)
        #expect(Set(all).count == all.count)
        #expect(Set(ImageFile.fileExtensions).isDisjoint(with: ImageFile.unreadFileExtensions))
        #expect(
            Set(["png", "jpg", "jpeg", "webp", "tif", "tiff", "bmp", "gif"]).isSubset(of: ImageFile.fileExtensions))
        for format in PictureFormat.allCases {
            for ending in format.fileExtensions {
                #expect(PictureFormat(named: "a/b.c/d." + ending.uppercased()) == format)
                #expect(ImageFile.isPicture(named: "d." + ending) == format.isRead)
            }
        }
        for name in ["png", "a.txt", "a", "a.png/b", ""] { #expect(PictureFormat(named: name) == nil) }
    }

    @Test func listsSayWhatTheyPassOver() {
        let list = PictureList(among: [
            "b.png", "a.heic", "x/c.TIF", "c.HEIF", "notes.txt", ".hid.png", ".d.avif", "e.pdf",
        ])
        #expect(list.names == ["b.png", "x/c.TIF"])
        #expect(
            list.note
                == "3 pictures are of kinds that are not read and are passed over: 2 HEIF (such as a.heic), 1 PDF (e.pdf)"
        )
        #expect(
            PictureList(among: ["a.svg"]).note
                == "1 picture is of a kind that is not read and is passed over: 1 SVG (a.svg)")
        #expect(PictureList(among: ["a.png", "b.txt"]).note == nil)
    }
}

/// What Pillow writes is read as Pillow reads it.
@Suite struct PillowTests {
    @Test(.enabled(if: PythonTools.isThere, Comment(rawValue: PythonTools.absence)))
    func readsWhatPillowWrites() throws {
        let folder = try TemporaryFolder()
        let listed = try PythonTools.run(Self.script, folder.path)
        let names = listed.split(separator: "\n").map(String.init)
        #expect(names.count > 70)
        for name in names {
            let image = try ImageFile.read(path: folder(name)).rgb
            let seen = try ImageFile.read(path: folder(name + ".seen.png")).rgb
            #expect((image.width, image.height) == (seen.width, seen.height), "\(name)")
            let difference = zip(image.pixels, seen.pixels).map { abs(Int($0) - Int($1)) }.max() ?? 0
            // Rounding from one colour model to the other.
            #expect(difference <= 2, "\(name): \(difference)")
        }
    }

    static let script = """
        import sys
        from PIL import Image, ImageDraw, ImageOps
        root = sys.argv[1] + "/"
        image = Image.new("RGB", (37, 23), "white")
        draw = ImageDraw.Draw(image)
        draw.rectangle((3, 4, 12, 15), fill=(200, 30, 60))
        draw.line((0, 0, 36, 22), fill=(0, 80, 200), width=2)
        draw.ellipse((18, 2, 34, 14), fill=(10, 160, 90))
        grey, large = image.convert("L"), image.resize((296, 184))
        clear = image.convert("RGBA")
        clear.putalpha(Image.linear_gradient("L").resize(image.size))
        grey_clear = grey.convert("LA")
        grey_clear.putalpha(clear.getchannel("A"))
        other = image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)

        def save(picture, name, **options):
            picture.save(root + name, **options)
            # Pillow writes YCbCr as it is into a TIFF, but reads it only from a JPEG in there.
            seen = picture if picture.mode == "YCbCr" else ImageOps.exif_transpose(Image.open(root + name))
            if seen.mode == "I;16": seen = seen.point(lambda v: v / 257).convert("L")
            if seen.mode in ("CMYK", "YCbCr"): seen = seen.convert("RGB")
            seen = seen.convert("RGBA")
            paper = Image.new("RGBA", seen.size, "white")
            paper.alpha_composite(seen)
            paper.convert("RGB").save(root + name + ".seen.png")
            print(name)

        for turn in range(1, 9):
            exif = Image.Exif()
            exif[274] = turn
            save(large, f"{turn}.jpg", quality=95, exif=exif)
            save(image, f"{turn}.png", exif=exif)
            save(image, f"{turn}.webp", lossless=True, exif=exif)
            save(image, f"{turn}.tif", tiffinfo={274: turn})
            save(grey, f"{turn}.grey.tif", tiffinfo={274: turn}, compression="tiff_lzw")
        for name, picture in {"rgb": image, "grey": grey, "colours": image.quantize(7), "bit": grey.convert("1"),
                              "clear": clear}.items():
            save(picture, name + ".bmp")
        for name, picture in {"colours": image.quantize(30), "rgb": image, "grey": grey}.items():
            save(picture, name + ".gif")
        save(image.quantize(20), "clear.gif", transparency=3)
        save(image.quantize(16), "moving.gif", save_all=True, append_images=[other.quantize(16)])
        save(image, "lossy.webp", quality=80)
        save(clear, "clear.webp", lossless=True)
        save(clear, "clear-lossy.webp")
        save(image, "moving.webp", save_all=True, append_images=[other], lossless=True)
        for kind in ("raw", "tiff_lzw", "tiff_adobe_deflate", "packbits", "tiff_deflate"):
            save(image, kind + ".tif", compression=kind)
            save(grey, kind + ".grey.tif", compression=kind)
            save(grey.convert("1"), kind + ".bit.tif", compression=kind)
        for kind in ("group3", "group4", "tiff_ccitt"):
            save(grey.convert("1"), kind + ".tif", compression=kind)
        save(large, "jpeg.tif", compression="jpeg")
        save(clear, "clear.tif")
        save(grey_clear, "grey-clear.tif")
        save(image.quantize(9), "colours.tif")
        save(image.convert("CMYK"), "ink.tif")
        save(image.convert("YCbCr"), "ycbcr.tif")
        save(grey.convert("I;16").point(lambda v: v * 257), "deep.tif")
        save(image, "pages.tif", save_all=True, append_images=[other])
        save(large.convert("CMYK"), "ink.jpg", quality=95)
        """
}
