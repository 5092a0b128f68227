import Arrays
import Configs
import Datasets
import Handwriting
import Imaging
import Neural
import Parallel
import Recognition
import Service
import Synthesis
import Tracking
import Tuning
import Typography

/// Exit codes, as in <sysexits.h>.
private enum ExitCode {
    static let usage: Int32 = 64
    static let badData: Int32 = 65
    static let missingInput: Int32 = 66
    static let cannotCreate: Int32 = 73
    static let inputOutput: Int32 = 74
    static let interrupted: Int32 = 130
}

extension Error {
    /// The exit code that tells this error's kind.
    var exitCode: Int32 {
        switch self {
        case is UsageError: ExitCode.usage
        case let error as ConfigError: error.code.exitCode
        case let error as SynthesisError: error.code == .missingInput ? ExitCode.missingInput : ExitCode.badData
        case let error as DatasetError: error.cause(of: .sample)?.exitCode ?? error.code.exitCode
        case let error as ImagingError: error.code.exitCode
        case let error as TypographyError: error.code.exitCode
        case let error as HandwritingError: error.code == .missingInput ? ExitCode.missingInput : ExitCode.badData
        case let error as ArrayError: error.code.exitCode
        case let error as FetchError: error.code.exitCode
        case let error as NeuralError: error.code.exitCode
        case let error as ParallelError: error.code.exitCode
        case let error as SharedFailure: error.cause.exitCode
        case let error as RecognitionError: error.code.exitCode
        case let error as ServiceError: error.code.exitCode
        case let error as TuningError: error.code.exitCode
        case let error as TrackingError: error.code.exitCode
        case is CancellationError, is InterruptionError: ExitCode.interrupted
        default: ExitCode.inputOutput
        }
    }
}

extension DatasetError {
    /// What is behind an error of this kind.
    fileprivate func cause(of code: Code) -> (any Error)? { self.code == code ? cause : nil }
}

extension DatasetError.Code {
    fileprivate var exitCode: Int32 {
        switch self {
        case .plan, .label, .differs, .damaged, .shards, .sample: ExitCode.badData
        case .missing: ExitCode.missingInput
        case .exists, .cannotCreate: ExitCode.cannotCreate
        case .io: ExitCode.inputOutput
        case .interrupted: ExitCode.interrupted
        }
    }
}

extension ConfigError.Code {
    fileprivate var exitCode: Int32 {
        switch self {
        case .override: ExitCode.usage
        case .missing, .unreadable: ExitCode.missingInput
        case .syntax, .value: ExitCode.badData
        }
    }
}

extension ImagingError.Code {
    fileprivate var exitCode: Int32 {
        switch self {
        case .unreadable: ExitCode.missingInput
        case .unwritable: ExitCode.cannotCreate
        case .outOfMemory, .failed, .io: ExitCode.inputOutput
        default: ExitCode.badData
        }
    }
}

extension ArrayError.Code {
    fileprivate var exitCode: Int32 {
        switch self {
        case .unreadable: ExitCode.missingInput
        case .unwritable: ExitCode.cannotCreate
        case .damaged, .unsupported: ExitCode.badData
        case .failed: ExitCode.inputOutput
        }
    }
}

extension FetchError.Code {
    fileprivate var exitCode: Int32 {
        switch self {
        case .wrongContent: ExitCode.badData
        case .cannotCreate: ExitCode.cannotCreate
        case .unreachable, .io: ExitCode.inputOutput
        }
    }
}

extension NeuralError.Code {
    fileprivate var exitCode: Int32 {
        switch self {
        case .unreadable: ExitCode.missingInput
        case .shape, .value, .damaged: ExitCode.badData
        case .engine: ExitCode.inputOutput
        }
    }
}

extension ParallelError.Code {
    fileprivate var exitCode: Int32 {
        switch self {
        case .missing: ExitCode.missingInput
        case .launch: ExitCode.usage
        case .differs: ExitCode.badData
        case .elsewhere: ExitCode.inputOutput
        }
    }
}

extension RecognitionError.Code {
    fileprivate var exitCode: Int32 {
        switch self {
        case .missing: ExitCode.missingInput
        case .exists, .unwritable: ExitCode.cannotCreate
        case .inputOutput: ExitCode.inputOutput
        case .config, .data, .model, .diverged: ExitCode.badData
        case .interrupted: ExitCode.interrupted
        }
    }
}

extension ServiceError.Code {
    fileprivate var exitCode: Int32 {
        switch self {
        case .missing: ExitCode.missingInput
        case .data: ExitCode.badData
        case .address: ExitCode.cannotCreate
        }
    }
}

extension TrackingError.Code {
    fileprivate var exitCode: Int32 {
        switch self {
        case .missing: ExitCode.missingInput
        case .unwritable: ExitCode.cannotCreate
        case .config, .data: ExitCode.badData
        case .inputOutput: ExitCode.inputOutput
        }
    }
}

extension TuningError.Code {
    fileprivate var exitCode: Int32 {
        switch self {
        case .missing: ExitCode.missingInput
        case .exists, .unwritable: ExitCode.cannotCreate
        case .data: ExitCode.badData
        case .inputOutput: ExitCode.inputOutput
        }
    }
}

extension TypographyError.Code {
    fileprivate var exitCode: Int32 {
        switch self {
        case .fontNotFound: ExitCode.missingInput
        case .library: ExitCode.inputOutput
        case .unusableFont, .invalidCatalog, .undrawableGlyph: ExitCode.badData
        }
    }
}
