import Testing

@testable import Learning

/// How many processors a process is bound to, as the system tells it.
@Suite struct BoundProcessorsTests {
    @Test(
        arguments: [
            ("Cpus_allowed:\t3\n", 2), ("Name:\tplaten\nCpus_allowed:\tff,ffffffff\nCpus_allowed_list:\t0-39\n", 40),
            ("Cpus_allowed:\t00000000,00000010\n", 1),
        ]) func itsBitsAreCounted(status: String, count: Int)
    {
        #expect(BoundProcessors.count(status: status) == count)
    }

    @Test func whatSaysNothingIsNoNumber() {
        #expect(BoundProcessors.count(status: "Name:\tplaten\n") == nil)
        #expect(BoundProcessors.count(status: "Cpus_allowed:\t0\n") == nil)
    }
}
