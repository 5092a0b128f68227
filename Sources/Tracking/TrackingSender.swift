import Foundation

/// Sends a run's journal to a server, on a thread of its own: whoever writes the journal never waits for it.
///
/// A server that is away is tried again, less and less often; what it has not taken stays in the journal.
package final class TrackingSender: @unchecked Sendable {
    private let journal: TrackingJournal
    private let server: any TrackingServer
    /// What the user has to give to send the rest.
    private let command: String
    // All below is guarded by `condition`.
    private let condition = NSCondition()
    private var delivery: TrackingJournal.Delivery
    private var isEnding = false
    private var isDone = false
    /// Whether more has come since the thread last looked.
    private var isNew = true
    /// Why the last try failed; nil where it did not.
    private var failure: String?

    /// Entries that are sent together at most.
    private static let batch = 400

    /// A sender of a journal.
    ///
    /// - Throws: `TrackingError`, if what is noted of earlier deliveries can't be read.
    package init(
        _ journal: TrackingJournal, to server: any TrackingServer, at address: String, tracker: String
    ) throws(TrackingError) {
        (self.journal, self.server) = (journal, server)
        command = "platen runs push \(journal.folder)"
        var delivery =
            try journal.delivery()
            ?? TrackingJournal.Delivery(
                place: TrackedPlace(address: address), tracker: tracker, bytes: journal.beginning)
        if delivery.place.address != address {
            // Another server knows nothing of what the one before it was told.
            delivery = .init(place: TrackedPlace(address: address), tracker: tracker, bytes: journal.beginning)
        }
        delivery.tracker = tracker
        self.delivery = delivery
        // So that the rest can be sent later, whatever becomes of this process.
        try journal.note(delivery)
    }

    /// Begins to send.
    package func start() {
        let thread = Thread { [self] in work() }
        thread.name = "tracking"
        thread.start()
    }

    /// Says that the journal has grown.
    package func wake() {
        condition.withLock {
            isNew = true
            condition.signal()
        }
    }

    /// What has become of the journal.
    package struct Outcome: Sendable, Hashable {
        /// Entries that have not arrived.
        package var unsent: Int
        /// Why not; nil where all have, or the time was over.
        package var reason: String?
        /// Entries that the server never takes, and why.
        package var refused: Int
        package var refusal: String?
        /// Where it went.
        package var place: TrackedPlace
    }

    /// Waits until all has arrived, the server is found to be away, or the time is over; nothing is sent after that.
    ///
    /// - Parameter seconds: the longest wait.
    package func finish(within seconds: Double) throws(TrackingError) -> Outcome {
        let limit = Date(timeIntervalSinceNow: seconds)
        let (delivery, failure) = condition.withLock {
            (isEnding, isNew) = (true, true)
            condition.broadcast()
            while !isDone, condition.wait(until: limit) {}
            isDone = true
            return (self.delivery, self.failure)
        }
        var (unsent, offset) = (0, delivery.bytes)
        while let last = try journal.entries(from: offset, most: 10_000).last {
            unsent += try journal.entries(from: offset, most: 10_000).count
            offset = last.end
        }
        return Outcome(
            unsent: unsent, reason: unsent > 0 ? failure ?? "it took longer than \(Int(seconds)) s" : nil,
            refused: delivery.refused, refusal: delivery.refusal, place: delivery.place)
    }

    // MARK: - The thread

    private func work() {
        var pause = 1.0
        while true {
            let isLast = condition.withLock {
                let limit = Date(timeIntervalSinceNow: failure == nil ? 3600 : pause)
                // After a failure news must wait as well, or a server that is away would be asked at every step.
                while !isEnding, !(isNew && failure == nil), condition.wait(until: limit) {}
                isNew = false
                return isEnding
            }
            let reason = send()
            pause = reason == nil ? 1 : min(60, pause * 2)
            let isOver = condition.withLock {
                failure = reason
                // What came while the rest was sent is sent as well; a server that is away is not waited for.
                if isLast, reason != nil || !isNew { isDone = true }
                if isDone { condition.broadcast() }
                return isDone
            }
            if isOver { return }
        }
    }

    /// Sends all that has not arrived.
    ///
    /// - Returns: why it could not; nil where it has.
    private func send() -> String? {
        var delivery = condition.withLock { self.delivery }
        do {
            while true {
                let entries = try journal.entries(from: delivery.bytes, most: Self.batch)
                guard let last = entries.last else { return nil }
                try deliver(entries.map(\.entry)[...], to: &delivery)
                delivery.bytes = last.end
                // Where the time is over nobody looks at this any more, and a training that goes on may have the files.
                guard
                    condition.withLock({
                        isDone
                            ? false
                            : {
                                self.delivery = delivery; return true
                            }()
                    })
                else {
                    return "the time was over"
                }
                try journal.note(delivery)
            }
        } catch let error as DeliveryFailure {
            // What is known of the run there is kept.
            delivery.bytes = condition.withLock { self.delivery.bytes }
            condition.withLock { if !isDone { self.delivery = delivery } }
            try? journal.note(delivery)
            return error.reason
        } catch {
            return "\(error)"
        }
    }

    /// Sends entries; those that the server never takes are counted, and the others sent without them.
    private func deliver(
        _ entries: ArraySlice<TrackedEntry>, to delivery: inout TrackingJournal.Delivery
    ) throws(DeliveryFailure) {
        do {
            try server.deliver(Array(entries), of: journal.head, in: journal.folder, to: &delivery.place)
        } catch .refused(let reason) {
            guard entries.count > 1 else {
                delivery.refused += 1
                delivery.refusal = reason
                return
            }
            let middle = entries.startIndex + entries.count / 2
            try deliver(entries[..<middle], to: &delivery)
            try deliver(entries[middle...], to: &delivery)
        }
    }

    /// What is said at the end of a training, or of a push.
    package func line(_ outcome: Outcome) -> String? {
        var parts: [String] = []
        if outcome.unsent > 0 {
            parts.append(
                "\(outcome.unsent) entr\(outcome.unsent == 1 ? "y is" : "ies are") not sent to \(outcome.place.address) yet"
                    + (outcome.reason.map { " (\($0))" } ?? "") + "; to send what is left: \(command)")
        }
        if outcome.refused > 0 {
            parts.append(
                "\(outcome.place.address) does not take \(outcome.refused) "
                    + "entr\(outcome.refused == 1 ? "y" : "ies")" + (outcome.refusal.map { ": \($0)" } ?? ""))
        }
        return parts.isEmpty ? nil : "tracking: " + parts.joined(separator: ". ")
    }
}
