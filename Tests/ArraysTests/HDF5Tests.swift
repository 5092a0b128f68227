import Foundation
import TestSupport
import Testing

@testable import Arrays

@Suite struct HDF5Tests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func write(_ name: String) throws {
        let writer = try HDF5Writer(to: folder(name))
        let x = try writer.addDataset("X_train", .float32, row: [4, 6])
        let y = try writer.addDataset("y_train", .int8, row: [3])
        let u = try writer.addDataset("raw", .uint8, row: [], isPacked: false)
        _ = try writer.addDataset("empty", .int8, row: [2])
        for row in 0..<50 {
            try writer.append((0..<24).map { Float(row * 24 + $0) / 4 }, to: x)
            try writer.append([1, -1, Int8(row)] as [Int8], to: y)
        }
        try writer.append([UInt8](repeating: 7, count: 3000), to: u)
        try writer.finish()
    }

    @Test func theSameBytesAtAnyTime() async throws {
        try write("a.h5")
        try await Task.sleep(for: .milliseconds(1100))
        try write("b.h5")
        #expect(try ArrayFile.read(folder("a.h5")) == ArrayFile.read(folder("b.h5")))
    }

    @Test(.enabled(if: PythonTools.isThere, Comment(rawValue: PythonTools.absence)))
    func h5pyReadsIt() throws {
        try write("a.h5")
        let said = try PythonTools.run(
            """
            import h5py, numpy, sys
            with h5py.File(sys.argv[1]) as f:
                print(sorted(f), f["X_train"].dtype, f["X_train"].shape, f["X_train"].compression, f["y_train"].dtype,
                      f["y_train"][49].tolist(), f["raw"].shape, f["raw"].dtype, f["raw"].compression, f["empty"].shape,
                      bool((f["X_train"][:].ravel() == numpy.arange(1200) / 4).all()), int(f["raw"][:].sum()))
            """, folder("a.h5"))
        #expect(
            said
                == "['X_train', 'empty', 'raw', 'y_train'] float32 (50, 4, 6) gzip int8 [1, -1, 49] (3000,) uint8 None "
                + "(0, 2) True 21000")
    }

    @Test func aFolderThatIsNot() {
        let message = failure(.unwritable) { _ = try HDF5Writer(to: folder("a/b.h5")) }
        #expect(message.hasPrefix("cannot write \(folder("a/b.h5")): "), "\(message)")
        #expect(message.contains("o such file or directory"), "\(message)")
    }
}

/// A full disk ends the file, not the process.
@Suite(.enabled(if: ScratchDisk.isThere, Comment(rawValue: ScratchDisk.absence)))
struct HDF5FullDiskTests {
    @Test(arguments: [0, 1, 3, 9, 40, 160])
    func aDiskThatIsFull(pages: Int) async throws {
        let folder = try TemporaryFolder()
        // The library's way out is the end of the process, so the process is one of its own.
        let disk = try ScratchDisk(bytes: max(1, pages) * 4096, at: folder("disk"))
        if pages == 0 { try Data(count: 4096).write(to: URL(fileURLWithPath: folder("disk/full"))) }
        await #expect(processExitsWith: .success) { [path = folder.path as String] in
            func fill() throws {
                let writer = try HDF5Writer(to: path + "/disk/a.h5")
                let x = try writer.addDataset("X", .float32, row: [64, 64])
                let y = try writer.addDataset("y", .int8, row: [3])
                var state: UInt32 = 1
                for _ in 0..<400 {
                    let row = (0..<4096).map { _ -> Float in
                        state = state &* 1_664_525 &+ 1_013_904_223
                        return Float(state >> 8)
                    }
                    try writer.append(row, to: x)
                    try writer.append([1, 2, 3] as [Int8], to: y)
                }
                try writer.finish()
            }
            let message = failure(.failed, fill)
            #expect(message == "cannot write \(path)/disk/a.h5: the disk is full")
            // Other files can still be written.
            let writer = try HDF5Writer(to: path + "/b.h5")
            let x = try writer.addDataset("X", .float32, row: [2])
            try writer.append([1, 2] as [Float], to: x)
            try writer.finish()
            exit(0)
        }
        withExtendedLifetime(disk) {}
    }
}
