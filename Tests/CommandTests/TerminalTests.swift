import Foundation
import TestSupport
import Testing

@testable import platen

/// What a person sees.
@Suite struct TerminalTests {
    /// Runs the program with a terminal for standard error; returns what the terminal was sent.
    ///
    /// - Parameter later: how many columns the terminal has once it was sent something.
    private func screen(
        _ arguments: [String], columns: UInt16 = 80, later: UInt16? = nil, environment: [String: String] = [:]
    ) async throws -> String {
        // A pseudo-terminal as Linux gives it: TIOCSPTLCK unlocks its other end, TIOCGPTN is the number of that.
        let master = open("/dev/ptmx", O_RDWR | O_NOCTTY)
        var (lock, number): (Int32, UInt32) = (0, 0)
        try #require(master >= 0 && ioctl(master, 0x4004_5431, &lock) == 0 && ioctl(master, 0x8004_5430, &number) == 0)
        var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
        let slave = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
        try #require(slave >= 0)
        let environment = ["TERM": "xterm", "NO_COLOR": ""].merging(environment) { $1 }
        let program = try Program(
            arguments, environment: environment, errors: FileHandle(fileDescriptor: slave, closeOnDealloc: true))
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        _ = fcntl(master, F_SETFL, O_NONBLOCK)
        let deadline = Deadline()
        while true {
            let wasRunning = program.isRunning
            let count = read(master, &buffer, buffer.count)
            if count > 0 {
                if bytes.isEmpty, let later {
                    size.ws_col = later
                    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
                }
                bytes += buffer[..<count]
            } else if wasRunning {
                try await deadline.pause()
            } else {
                break
            }
        }
        close(master)
        _ = await program.outcome()
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func aBarThatIsGoneInTheEnd() async throws {
        let desk = try Desk()
        let sent = try await screen(["generate", desk.recipe, "--count", "300", "-o", desk("set")])
        #expect(sent.contains("░ 0/300 samples\r"))
        #expect(sent.hasSuffix("\r\u{1B}[J"))
        #expect(!sent.contains("\n"))
        #expect(try await screen(["generate", desk.recipe, "-o", desk("quiet"), "--quiet"]) == "")
        let dumb = try await screen(["generate", desk.recipe, "-o", desk("dumb")], environment: ["TERM": "dumb"])
        #expect(!dumb.contains("\r\u{1B}"))
    }

    /// Whatever takes long says how far it is, also where the result is JSON.
    @Test func longCommandsShowTheirProgress() async throws {
        let desk = try SmallTraining()
        let folder = desk.folder
        let recipe = folder("recipe.yml")
        try await succeed("train", folder("train.yml"), "-o", folder("run"), "--quiet")
        for shard in ["1/2", "2/2"] {
            try await succeed("generate", recipe, "-o", folder("parts"), "--shard", shard, "--quiet")
        }
        let merged = try await screen(["merge", folder("parts"), "-o", folder("set"), "--json"])
        #expect(merged.contains("0/22 samples\r"), "\(merged)")
        let model = ["-m", folder("run/best.safetensors"), "--threads", "1"]
        for arguments in [
            ["predict", folder("set/test")] + model, ["eval", "-d", folder("set")] + model,
            ["compare", folder("run"), folder("run/last.safetensors"), "-d", folder("set"), "--threads", "1"],
        ] {
            for more in [[], ["--json"]] {
                let sent = try await screen(arguments + more)
                #expect(sent.contains("/6 pictures") && sent.hasSuffix("\r\u{1B}[J"), "\(arguments[0]): \(sent)")
            }
            #expect(!(try await screen(arguments + ["--quiet"])).contains("pictures"), "\(arguments[0])")
        }
        let inspected = try await screen(["inspect", folder("set"), "--json"])
        #expect(inspected.contains("/22 pictures"), "\(inspected)")
    }

    @Test func aSearchTellsHowLongAllOfItTakes() {
        let clock = SearchClock(jobs: 2)
        #expect(clock.left(over: 1, of: 5) == nil)
        #expect(clock.left(over: 1, and: 0.5, of: 5) != nil)
        #expect(clock.left(over: 5, of: 5) == "0 s")
        // No more is at work than there is left.
        #expect(clock.left(over: 4, and: 1, of: 5) == "0 s")
    }

    @Test(arguments: [20, 40, 60, 200]) func theBarFitsTheTerminal(columns: UInt16) async throws {
        let desk = try Desk()
        let sent = try await screen(["generate", desk.recipe, "--count", "300", "-o", desk("set")], columns: columns)
        for frame in sent.components(separatedBy: "\r") {
            #expect(frame.replacingOccurrences(of: "\u{1B}[J", with: "").count < columns)
        }
    }

    /// What a narrower terminal made of the row, in however many lines, goes away with the next drawing: it clears all
    /// from the row's start on, where the cursor waits.
    @Test func aTerminalThatGetsNarrowerKeepsNothing() async throws {
        let desk = try Desk()
        let sent = try await screen(
            ["generate", desk.recipe, "--count", "6000", "-j", "1", "-o", desk("set")], columns: 100, later: 30)
        let frames = sent.components(separatedBy: "\r\u{1B}[J").dropFirst().dropLast()
        #expect(frames.allSatisfy { $0.hasSuffix("\r") })
        let (first, last) = (try #require(frames.first), try #require(frames.last))
        #expect(first.count > 31 && last.count < 31, "\(frames)")
    }

    @Test func coloursAreForTerminals() async throws {
        let missing = ["recipe", "none.yml"]
        #expect(try await screen(missing).hasPrefix("\u{1B}[1;31merror:\u{1B}[0m none.yml"))
        #expect(try await screen(missing, environment: ["NO_COLOR": "1"]).hasPrefix("error: none.yml"))
        #expect(try await screen(missing, environment: ["TERM": "dumb"]).hasPrefix("error: none.yml"))
    }

    @Test(arguments: [
        (0, "0 s"), (59.4, "59 s"), (59.6, "1:00 min"), (65, "1:05 min"), (3599.6, "1:00 h"), (9000, "2:30 h"),
        (-1, "0 s"),
    ])
    func times(seconds: Double, text: String) { #expect(timeText(seconds) == text) }

    @Test(arguments: [(0.04, "0.0/s"), (2.25, "2.2/s"), (99.9, "99/s"), (12_345, "12 345/s")])
    func rates(rate: Double, text: String) { #expect(rateText(rate) == text) }

    @Test(arguments: [
        (["a", "b-c.yml", "x=1..2"], "a b-c.yml x=1..2"), (["my set", ""], "'my set' ''"),
        (["it's", "a[0]=$x"], #"'it'\''s' 'a[0]=$x'"#),
    ])
    func shellLines(arguments: [String], line: String) async throws {
        #expect(shellLine(arguments) == line)
        let shell = Process()
        shell.executableURL = URL(fileURLWithPath: "/bin/sh")
        shell.arguments = ["-c", "printf '%s\\n' " + line]
        let pipe = Pipe()
        shell.standardOutput = pipe
        try shell.run()
        let output = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        shell.waitUntilExit()
        #expect(output == arguments.map { $0 + "\n" }.joined())
    }

    @Test func listsGoOnInFurtherLines() {
        #expect(summaryLine("fonts", "A 1, B 2") == "  fonts        A 1, B 2")
        let long = (1...40).map { "Family \($0) 1 000" }
        let lines = summaryLine("fonts", long.joined(separator: ", ")).split(separator: "\n")
        #expect(lines.count > 5 && lines.allSatisfy { $0.count <= 100 })
        #expect(lines.map { $0.dropFirst(15) }.joined(separator: " ") == long.joined(separator: ", "))
        #expect(lines.dropFirst().allSatisfy { $0.hasPrefix(String(repeating: " ", count: 15) + "Family ") })
    }

    @Test func resumingKeepsTheRest() {
        #expect(
            DatasetArguments.resuming(["platen", "generate", "a.yml", "--overwrite", "-o", "out"])
                == ["platen", "generate", "a.yml", "-o", "out", "--resume"])
        #expect(
            DatasetArguments.resuming(["platen", "generate", "--resume", "-o", "out", "--", "a.yml"])
                == ["platen", "generate", "-o", "out", "--resume", "--", "a.yml"])
    }
}
