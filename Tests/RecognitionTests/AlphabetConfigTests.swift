import Configs
import Foundation
import Scripts
import TestSupport
import Testing

@testable import Recognition

@Suite struct AlphabetConfigTests {
    private func texts(_ labels: String...) -> [AlphabetConfig.Text] { labels.map { AlphabetConfig.Text(label: $0) } }

    @Test func aStringIsOfCodePointsWhereLabelsAre() throws {
        var config = AlphabetConfig()
        config.characters = "กขจ่้ิี"
        let (alphabet, notes) = try config.alphabet(of: texts("กี่", "จิ"))
        #expect(alphabet.unit == .codePoint)
        #expect(alphabet.characters.count == 7)
        #expect(notes.count == 1)
        #expect(notes.first?.contains("labels such as 'กี่'") == true)
        // A string whose clusters the labels have stays one of clusters.
        config.characters = "กี่จิ"
        #expect(try config.alphabet(of: texts("กี่", "จิ")).alphabet.unit == .cluster)
        config.unit = .codePoint
        #expect(try config.alphabet(of: texts("กี่")).alphabet.characters.count == 5)
    }

    @Test func aTableOfCodePointsReadsDevanagari() throws {
        let folder = try TemporaryFolder()
        try Data("र\n\u{94D}\nय\n\u{200D}\nश\n\u{940}\n".utf8).write(to: URL(fileURLWithPath: folder("table.txt")))
        var config = AlphabetConfig()
        config.file = .init(path: folder("table.txt"))
        let (alphabet, _) = try config.alphabet(of: texts("र्\u{200D}य", "श्री"))
        #expect(alphabet.unit == .codePoint)
        for label in ["र्\u{200D}य", "श्री"] {
            #expect(alphabet.encode(label).unknown == [])
            #expect(alphabet.decode(alphabet.encode(label).classes) == label)
        }
        config.unit = .cluster
        #expect(try config.alphabet(of: texts("श्री")).alphabet.unit == .cluster)
    }

    @Test func plainAlphabetsAreOfClusters() throws {
        var config = AlphabetConfig()
        config.characters = "abc"
        #expect(try config.alphabet(of: texts("abcd")).alphabet.unit == .cluster)
        config.characters = nil
        #expect(try config.alphabet(of: texts("กี่")).alphabet.unit == .cluster)
    }

    @Test func theDirectionIsThatOfTheConfig() throws {
        var config = AlphabetConfig()
        #expect(try config.alphabet(of: texts("a")).alphabet.order == TextOrder())
        config.direction = .rtl
        #expect(try config.alphabet(of: texts("a")).alphabet.order == TextOrder(direction: .rtl))
        config.direction = .asWritten
        #expect(try config.alphabet(of: texts("a")).alphabet.order == nil)
    }

    @Test func westernLabelsOfArabicDigitsAreNoticed() throws {
        let arabic = AlphabetConfig.Text(label: "23-12-2021", drawn: "٢٣-١٢-٢٠٢١")
        let (alphabet, _) = try AlphabetConfig().alphabet(of: [arabic])
        #expect(alphabet.order?.digits == .arabic)
        #expect(alphabet.decode(alphabet.encode("23-12-2021").classes) == "23-12-2021")
        let western = AlphabetConfig.Text(label: "23-12-2021")
        #expect(try AlphabetConfig().alphabet(of: [arabic, western]).alphabet.order?.digits == .asWritten)
        let persian = AlphabetConfig.Text(label: "23-12", drawn: "۲۳-۱۲")
        #expect(try AlphabetConfig().alphabet(of: [persian]).alphabet.order?.digits == .asWritten)
    }

    @Test func manyClustersOfFewCodePointsAreNoted() throws {
        let marks = (0..<20).compactMap { Unicode.Scalar(0x300 + UInt32($0)) }
        let labels = "abcdefghijklmnopqrst".flatMap { letter in
            marks.map { AlphabetConfig.Text(label: String(letter) + String($0)) }
        }
        let (alphabet, notes) = try AlphabetConfig().alphabet(of: labels)
        #expect(alphabet.characters.count == 400)
        #expect(notes.first?.contains("alphabet.unit=code_point") == true)
    }
}
