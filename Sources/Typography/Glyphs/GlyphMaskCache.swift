/// The masks used last, up to a number of bytes; the one unused for longest goes first.
struct GlyphMaskCache {
    /// The most bytes that are kept.
    let limit: Int
    /// The bytes that are kept now.
    private(set) var bytes = 0

    private var slots: [UInt64: Int] = [:]
    private var entries: [Entry] = []
    private var free: [Int] = []
    /// The entry used last and the one unused for longest; -1 for none.
    private var newest = -1
    private var oldest = -1

    private struct Entry {
        var key: UInt64
        var mask: GlyphMask?
        var newer: Int
        var older: Int
    }

    init(limit: Int) { self.limit = limit }

    /// Masks that are kept now.
    var count: Int { slots.count }

    /// The mask of a key, which becomes the one used last.
    mutating func mask(_ key: UInt64) -> GlyphMask? {
        guard let slot = slots[key] else { return nil }
        if slot != newest {
            unlink(slot)
            link(slot)
        }
        return entries[slot].mask
    }

    /// Keeps a mask under a key that is not in use, unless it is larger than the limit.
    mutating func insert(_ mask: GlyphMask, for key: UInt64) {
        guard mask.cost <= limit else { return }
        while bytes + mask.cost > limit { evict() }
        let slot = free.popLast() ?? entries.count
        if slot == entries.count { entries.append(Entry(key: key, mask: nil, newer: -1, older: -1)) }
        entries[slot].key = key
        entries[slot].mask = mask
        slots[key] = slot
        bytes += mask.cost
        link(slot)
    }

    private mutating func evict() {
        let slot = oldest
        unlink(slot)
        slots[entries[slot].key] = nil
        bytes -= entries[slot].mask?.cost ?? 0
        entries[slot].mask = nil
        free.append(slot)
    }

    private mutating func link(_ slot: Int) {
        entries[slot].newer = -1
        entries[slot].older = newest
        if newest >= 0 { entries[newest].newer = slot } else { oldest = slot }
        newest = slot
    }

    private mutating func unlink(_ slot: Int) {
        let (newer, older) = (entries[slot].newer, entries[slot].older)
        if newer >= 0 { entries[newer].older = older } else { newest = older }
        if older >= 0 { entries[older].newer = newer } else { oldest = newer }
    }
}
