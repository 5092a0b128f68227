import Configs
import Synchronization

/// Faces that were looked up for recipes drawn lately: where a recipe is changed key by key, they are the same as a rule.
package final class BookShelf: Sendable {
    private let books = Mutex<[(recipe: ConfigValue, book: FontBook)]>([])
    private static let mostBooks = 16

    /// An empty shelf.
    package init() {}

    func book(_ recipe: ConfigValue) -> FontBook? { books.withLock { $0.first { $0.recipe == recipe }?.book } }

    func keep(_ book: FontBook, of recipe: ConfigValue) {
        books.withLock { books in
            books.removeAll { $0.recipe == recipe }
            books.append((recipe, book))
            if books.count > Self.mostBooks { books.removeFirst() }
        }
    }
}
