import Foundation
import Imaging
import TestSupport
import Testing

@testable import Recognition

@Suite struct EventWriterTests {
    @Test func checksumsAreThoseOfTheStandard() {
        #expect(CRC32C.checksum(of: "123456789".utf8) == 0xE306_9283)
        #expect(CRC32C.checksum(of: []) == 0)
        // RFC 3720, appendix B.4: 32 bytes of zeros.
        #expect(CRC32C.checksum(of: [UInt8](repeating: 0, count: 32)) == 0x8A91_36AA)
    }

    @Test func recordsAreFramed() throws {
        do {
            let temporary = try TemporaryFolder()
            let folder = temporary.path
            let file = try EventFile(in: folder, time: 12)
            #expect(file.path.contains("/events.out.tfevents.12."))
            try file.append([1, 2, 3])
            let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: file.path)))
            let length: [UInt8] = [3, 0, 0, 0, 0, 0, 0, 0]
            #expect(
                bytes == length + CRC32C.masked(length).littleEndianBytes + [1, 2, 3]
                    + CRC32C.masked([1, 2, 3]).littleEndianBytes)
        }
    }

    @Test func aResumedRunHasAFileOfItsOwn() throws {
        do {
            let temporary = try TemporaryFolder()
            let folder = temporary.path
            let one = try EventWriter(folder: folder, clock: { 5 })
            let other = try EventWriter(folder: folder, clock: { 5 })
            #expect(one.path != other.path)
        }
    }

    @Test func saysWhereItCannotWrite() throws {
        do {
            let temporary = try TemporaryFolder()
            let folder = temporary.path
            let path = folder + "/file"
            try Data().write(to: URL(fileURLWithPath: path))
            #expect {
                _ = try EventWriter(folder: path + "/run")
            } throws: {
                "\($0)" == "\(path)/run: the folder of the event files can't be made: not a directory"
            }
        }
    }

    @Test func binsHoldAllNumbers() {
        #expect(EventWriter.bins(of: [0, 1, 2, 3, 4], count: 2) == [[0, 2, 2], [2, 4, 3]])
        #expect(EventWriter.bins(of: [7, 7], count: 30) == [[6.5, 7.5, 2]])
        #expect(EventWriter.bins(of: [], count: 30).isEmpty)
    }

    @Test(.enabled(if: PythonTools.isThere, "\(PythonTools.absence)"))
    func tensorBoardReadsTheEvents() throws {
        do {
            let temporary = try TemporaryFolder()
            let folder = temporary.path
            let writer = try EventWriter(folder: folder, clock: { 1000.5 })
            try writer.scalars([("loss/train", 2.5), ("rate", 0.001)], step: 10)
            try writer.scalar("loss/train", 1.25, step: 20)
            try writer.scalar("rate", 0, step: 20)
            try writer.images("worst", [Bitmap(width: 5, height: 3, channels: 1, filledWith: 200)], step: 20)
            try writer.histogram("weights", [0, 1, 2, 3, .nan, .infinity, 4], step: 20, binCount: 2)
            try writer.text("config", ["# Title", "a: b"], step: 0)
            #expect(
                try PythonTools.run(Self.script, folder, writer.path).split(separator: "\n") == [
                    "loss/train [10, 20] [2.5, 1.25] 1000.5",
                    "rate [10, 20] [0.0010000000474974513, 0.0] 1000.5",
                    "loss/train shown by scalars 2.5",
                    "worst images [20] [b'5', b'3'] (5, 3) PNG",
                    "weights histograms [20] [[0.0, 2.0, 2.0], [2.0, 4.0, 3.0]]",
                    "config text [0] [b'# Title', b'a: b']",
                    "file version brain.Event:2",
                ])
        }
    }

    /// Reads all events with TensorBoard's own loaders: one for scripts, and one that the pages are made with.
    private static let script = """
        import struct, sys
        from tensorboard.backend.event_processing import event_accumulator, event_file_loader
        from tensorboard.util import tensor_util

        events = event_accumulator.EventAccumulator(sys.argv[1], size_guidance={event_accumulator.TENSORS: 0})
        events.Reload()
        for tag in events.Tags()["scalars"]:
            found = events.Scalars(tag)
            print(tag, [event.step for event in found], [event.value for event in found], found[0].wall_time)
        # What the pages are made of, brought into one form.
        shown = list(event_file_loader.EventFileLoader(sys.argv[2]).Load())[1].summary.value[0]
        number = tensor_util.make_ndarray(shown.tensor).item()
        print(shown.tag, "shown by", shown.metadata.plugin_data.plugin_name, number)
        for tag in events.Tags()["tensors"]:
            plugin = events.SummaryMetadata(tag).plugin_data.plugin_name
            found = events.Tensors(tag)
            steps = [event.step for event in found]
            values = [tensor_util.make_ndarray(event.tensor_proto) for event in found]
            if plugin == "images":
                width, height, png = values[0]
                shape = struct.unpack(">II", png[16:24])
                print(tag, plugin, steps, [width, height], shape, png[1:4].decode())
            else:
                print(tag, plugin, steps, values[0].tolist())
        print("file version", events.file_version and "brain.Event:%d" % events.file_version)
        """
}
