/// How many C handles (libraries, faces, fonts, buffers, surfaces) are open for one typesetter.
///
/// The count outlives the typesetter that it was given to, so a test sees whether it returns to zero.
package final class HandleCount {
    /// Handles that are open now.
    package private(set) var live = 0

    /// A count of zero.
    package init() {}

    /// Notes a handle that was opened.
    func opened() { live += 1 }

    /// Notes a handle that was closed.
    func closed() { live -= 1 }
}
