import ArgumentParser
import Configuration
import Datasets
import Foundation
import Imaging
import Synthesis
import Typography

/// Runs a command's work; an error becomes one line on standard error and the exit code that fits it.
func reporting(_ work: () async throws -> Void) async throws {
    do {
        try await work()
    } catch let error as ExitCode {
        throw error
    } catch {
        printError("error: \(error)")
        throw ExitCode(exitCode(for: error))
    }
}

/// The exit code of an error, as in <sysexits.h>.
func exitCode(for error: any Error) -> Int32 {
    switch error {
    case let error as ConfigError:
        switch error.code {
        case .override: 64
        case .missing, .unreadable: 66
        default: 65
        }
    case let error as SynthesisError: error.code == .missingInput ? 66 : 65
    case let error as DatasetError: error.exitCode
    case let error as ImagingError:
        switch error.code {
        case .unreadable: 66
        case .unwritable: 73
        case .outOfMemory, .failed: 74
        default: 65
        }
    case let error as TypographyError: error.exitCode
    case is CancellationError: 130
    default: 74
    }
}

extension DatasetError {
    fileprivate var exitCode: Int32 {
        switch code {
        case .plan, .label, .differs, .damaged, .shards: 65
        case .sample: cause.map { platen.exitCode(for: $0) } ?? 65
        case .exists, .cannotCreate: 73
        case .io: 74
        case .interrupted: 130
        }
    }
}

extension TypographyError {
    fileprivate var exitCode: Int32 {
        switch code {
        case .fontNotFound: 66
        case .library: 74
        default: 65
        }
    }
}

/// Prints a line on standard error.
func printError(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
}

/// Prints a value as JSON on standard output.
func printJSON(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    print(String(decoding: try encoder.encode(value), as: UTF8.self))
}
