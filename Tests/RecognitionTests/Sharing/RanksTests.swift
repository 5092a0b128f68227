import TestSupport
import Testing

@testable import Parallel
@testable import Recognition

/// How processes find each other, and what becomes of what fails in one of them.
@Suite struct RanksTests {
    private struct Failure: Error, CustomStringConvertible { let description: String }

    @Test func mpirunTellsHowManyThereAre() throws {
        #expect(try MPILaunch([:]).count == 1)
        #expect(try MPILaunch(["OMPI_COMM_WORLD_SIZE": ""]).join().count == 1)
        #expect(try MPILaunch(["OMPI_COMM_WORLD_SIZE": "1"]).join() is OneRank)
        let launch = try MPILaunch(["OMPI_COMM_WORLD_SIZE": "4", "OMPI_COMM_WORLD_LOCAL_SIZE": "2"])
        #expect(launch.count == 4 && launch.countHere == 2)
        for size in ["0", "two"] {
            #expect {
                try MPILaunch(["OMPI_COMM_WORLD_SIZE": size])
            } throws: {
                "\($0)" == "OMPI_COMM_WORLD_SIZE must be 1...100000, and is '\(size)'"
            }
        }
    }

    @Test func aMissingLibraryIsAnErrorInOneLine() throws {
        #expect {
            try MPILibrary("libno-such-mpi.so.40")
        } throws: { error in
            let text = "\(error)"
            return text.contains("libno-such-mpi.so.40") && text.contains("openmpi-bin") && !text.contains("\n")
        }
        #expect {
            try MPILibrary("libm.so.6")
        } throws: {
            "\($0)".hasPrefix("libm.so.6 is not Open MPI's library: it has no MPI_Init_thread")
        }
    }

    @Test func whatFailsInOneIsKnownToAll() throws {
        let said = try ThreadRanks.run(3) { ranks in
            do {
                try ranks.together { if ranks.number > 0 { throw Failure(description: "no disk \(ranks.number)") } }
                return "fine"
            } catch let error as SharedFailure { return "\(error)" }
        }
        let line = "process 2 of 3: no disk 1"
        #expect(said == [line, "no disk 1", line])
        #expect(try ThreadRanks.run(3) { ranks in try ranks.together { ranks.number } } == [0, 1, 2])
        #expect(try ThreadRanks.run(2) { $0.any($0.number == 1) } == [true, true])
        #expect(try ThreadRanks.run(2) { $0.any(false) } == [false, false])
    }

    @Test func allMustHaveTheSame() throws {
        let said = try ThreadRanks.run(2) { ranks in
            do {
                try ranks.requireAlike("a \(ranks.number)", "not alike")
                return "fine"
            } catch { return "\(error)" }
        }
        #expect(said == ["process 2 of 2: not alike", "not alike"])
        _ = try ThreadRanks.run(2) { try $0.requireAlike("a", "not alike") }
    }

    @Test func aBatchIsSharedOutEvenly() throws {
        var training = try BarTraining()
        try training.experiment.requireShares(1)
        try training.experiment.requireShares(4)
        #expect {
            try training.experiment.requireShares(3)
        } throws: {
            "\($0)".contains("training.batch is 8") && "\($0)".contains("3 processes")
        }
        try training.set("data.unlabelled=['\(training.folder.path)']")
        #expect {
            try training.experiment.requireShares(2)
        } throws: {
            "\($0)".hasPrefix("data.unlabelled: ")
        }
    }
}
