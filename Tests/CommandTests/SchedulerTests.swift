import Foundation
import TestSupport
import Testing

/// The job files of `deploy`, run by the schedulers themselves where these are installed.
@Suite(.serialized) struct SchedulerTests {
    private static let shell = Program.root + "/scripts"

    private static func hasAll(_ programs: String...) -> Bool {
        let folders = ["/usr/bin", "/usr/sbin", "/usr/local/bin"]
        return programs.allSatisfy { name in
            folders.contains { FileManager.default.isExecutableFile(atPath: $0 + "/" + name) }
        }
    }

    /// Runs a script of the project.
    private func script(_ name: String, _ arguments: String...) throws {
        let folder = try TemporaryFolder()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = [Self.shell + "/" + name] + arguments
        try Data().write(to: URL(fileURLWithPath: folder("log")))
        let log: FileHandle = try #require(FileHandle(forWritingAtPath: folder("log")))
        (process.standardOutput, process.standardError) = (log, log)
        try process.run()
        process.waitUntilExit()
        let said = try contents(folder("log"))
        #expect(process.terminationStatus == 0, "\(said.suffix(4000))")
    }

    private func desk() throws -> Desk {
        try Desk(samples: "{train: 3000, val: 40, test: 20}", "output: {annotations: [simple, webdataset]}")
    }

    /// An array of four tasks, one of which is killed and put back into the queue.
    @Test(
        .enabled(
            if: hasAll("munged", "slurmctld", "slurmd", "sbatch") && getuid() == 0,
            "needs root and Slurm (Debian: slurmctld slurmd slurm-client munge)"))
    func slurm() async throws {
        let desk = try desk()
        try await succeed("generate", desk.recipe, "-o", desk("whole"), "--quiet")
        try script("test-slurm", Program.root, try Program.built.path, desk.recipe, desk.folder.path)
        #expect(try tree(desk("merged")) == tree(desk("whole")))
    }

    @Test(.enabled(if: hasAll("mpirun"), "needs Open MPI (Debian: openmpi-bin)")) func openMPI() async throws {
        let desk = try desk()
        try await succeed("generate", desk.recipe, "-o", desk("whole"), "--quiet")
        try script("test-openmpi", try Program.built.path, desk.recipe, desk("parts"))
        try await succeed("merge", desk("parts"), "-o", desk("merged"), "--quiet")
        #expect(try tree(desk("merged")) == tree(desk("whole")))
    }

    @Test(.enabled(if: PythonTools.has("kubernetes_validate"), "needs kubernetes-validate: run scripts/test-tools"))
    func kubernetesFiles() throws {
        let checked = try PythonTools.run(
            """
            import sys, yaml, kubernetes_validate
            for path in sys.argv[1:]:
                job = yaml.safe_load(open(path))
                kubernetes_validate.validate(job, kubernetes_validate.latest_version(), strict=True)
                pod = job["spec"]["template"]["spec"]["containers"][0]
                if "completions" in job["spec"]:
                    shards = {entry["name"]: entry["value"] for entry in pod["env"]}["PLATEN_SHARDS"]
                    assert shards == str(job["spec"]["completions"]) and job["spec"]["completionMode"] == "Indexed"
                print("fine")
            """, Program.root + "/deploy/kubernetes/generate.yaml", Program.root + "/deploy/kubernetes/merge.yaml")
        #expect(checked == "fine\nfine")
    }

    /// The arguments of the pods are such as the program takes.
    @Test func theArgumentsOfKubernetesFiles() async throws {
        let desk = try Desk()
        let file = try contents(Program.root + "/deploy/kubernetes/generate.yaml")
        let arguments = file.split(separator: "\n").compactMap { line -> String? in
            let line = line.trimmingCharacters(in: .whitespaces)
            return line.hasPrefix("- -") ? String(line.dropFirst(2)) : nil
        }.map { $0.replacing("/data/", with: desk.folder.path + "/") }
        #expect(arguments.count == 5)
        for index in 0..<8 {
            let outcome = try await Program(
                ["generate", desk.recipe] + arguments,
                environment: ["JOB_COMPLETION_INDEX": "\(index)", "PLATEN_SHARDS": "8"]
            ).outcome()
            #expect(outcome.code == 0, "\(outcome.errors)")
        }
        try await succeed("merge", desk("parts"), "-o", desk("merged"), "--quiet")
        try await succeed("generate", desk.recipe, "-o", desk("whole"), "--quiet")
        #expect(try tree(desk("merged")) == tree(desk("whole")))
    }
}
