import Configs
import Imaging
import Samples
import TestSupport
import Testing
import Typography

@testable import Synthesis

/// Parts of a mixture that are put down in styles of their own.
@Suite struct MixtureStyleTests {
    private static let recipe = """
        text:
          mixture:
            sources:
              plain: {text: {pattern: '1[0-9]{3}'}}
              serif: {text: {pattern: '2[0-9]{3}'}, fonts: {faces: [Liberation Serif]}}
              hand: {text: {pattern: '3[0-9]{3}'}, hand: procedural}
              faint: {text: {pattern: '4[0-9]{3}'}, ink: {tone: 0.75}}
              spaced: {text: {pattern: '5[0-9]{3}'}, type: {tracking: 1}}
              nested:
                fonts: {faces: [DejaVu Sans]}
                ink: {tone: 0.6}
                text:
                  mixture:
                    sources:
                      inherits: {text: {pattern: '6[0-9]{3}'}}
                      mono: {text: {pattern: '7[0-9]{3}'}, fonts: {faces: [Liberation Mono]}}
        fonts: {faces: [Liberation Sans], size: 24}
        ink: {tone: 0}
        page: {margin: 4}
        """

    @Test func everyPartHasItsStyle() throws {
        let samples = try Fixture.samples(Self.recipe, 160)
        func of(_ source: String) throws -> [Sample] {
            let found = samples.filter { $0.choice["text.source"] == .text(source) }
            return try #require(found.isEmpty ? nil : found)
        }
        func darkest(_ sample: Sample) -> UInt8 { sample.image.pixels.min() ?? 0 }
        let fonts = [
            "plain": "Liberation Sans Regular", "serif": "Liberation Serif Regular", "hand": "",
            "faint": "Liberation Sans Regular", "spaced": "Liberation Sans Regular",
            "nested/inherits": "DejaVu Sans Book", "nested/mono": "Liberation Mono Regular",
        ]
        for (source, font) in fonts {
            for sample in try of(source) {
                #expect(sample.font == font, "\(source)")
                #expect((sample.choice["hand"] == .text("hand.procedural")) == (source == "hand"))
                // A part takes what it does not name from where it stands.
                let light = source == "faint" ? 0.75 : source.hasPrefix("nested") ? 0.6 : 0
                #expect(abs(Double(darkest(sample)) - 255 * light) < (source == "hand" ? 40 : 3), "\(source)")
            }
        }
        let (spaced, plain) = (try of("spaced")[0], try of("plain")[0])
        #expect(spaced.textQuad.bounds.width > plain.textQuad.bounds.width + 60)
    }

    @Test func facesOfAllStylesAreListed() throws {
        let source = try Fixture.source(Self.recipe)
        #expect(
            Set(source.faces.map(\.name)) == [
                "Liberation Sans Regular", "Liberation Serif Regular", "DejaVu Sans Book", "Liberation Mono Regular",
            ])
        #expect(source.collections.isEmpty)
    }

    /// The recipe's own style need not be usable where every part has another.
    @Test func whatNobodyUsesNeedNotBeThere() throws {
        let sources = """
            text: {mixture: {sources: {
              a: {text: {pattern: '1'}, hand: procedural},
              b: {text: {pattern: 'x'}, hand: type, fonts: {faces: [Liberation Sans]}},
              c: {text: {pattern: 'y'}, fonts: {faces: [No Such Family]}, weight: 0}}}}
            fonts: {faces: [No Such Family Either]}
            """
        #expect(try Fixture.samples(sources, 10).count == 10)
    }

    @Test func collectionsAreReadOnceAndListed() throws {
        let mnist = try SmallMNIST()
        let hand = "hand: {mnist: {folder: \(mnist.path), height: "
        let source = try Fixture.source(
            """
            text: {mixture: {sources: {
              a: {text: {pattern: '1'}, \(hand)20}}},
              b: {text: {pattern: '2'}, \(hand)30}}}}}}
            """)
        let collections = source.collections
        #expect(collections.count == 1)
        let first = try #require(collections.first)
        #expect((first.path, first.count) == (mnist.path, 520))
        #expect(first.name == mnist.path.split(separator: "/").last.map(String.init))
        #expect(first.sha256.count == 64 && first.sha256.allSatisfy(\.isHexDigit))
        let other = try SmallMNIST()
        let same = try Fixture.source("hand: {mnist: {folder: \(other.path)}}").collections
        #expect(same.map(\.sha256) == [first.sha256])
    }

    // MARK: - Errors

    private static let nested = "text: {mixture: {sources: {outer: {text: {mixture: {sources: {inner: "

    @Test(
        arguments: [
            (
                "{text: {pattern: x}, fonts: {faces: [No Such Family]}}",
                "fonts.faces[0]: ", .missingInput
            ),
            ("{text: {pattern: '1'}, hand: {type: {weight: 0}}}", "hand: every weight is 0", .recipe),
            (
                "{text: {pattern: '1'}, hand: {mnist: {folder: scripts}}}",
                "hand.mnist.folder: \(Fixture.root)/scripts holds no pictures", .recipe
            ),
        ] as [(String, String, SynthesisError.Code)])
    func errorsNameTheWholePath(part: String, message: String, code: SynthesisError.Code) throws {
        do {
            _ = try Fixture.source(Self.nested + part + "}}}}}}}")
            Issue.record("nothing was thrown")
        } catch let error as SynthesisError {
            #expect(error.code == code)
            let path = "text.mixture.sources.outer.text.mixture.sources.inner."
            #expect("\(error)".hasPrefix(path + message), "\(error)")
        }
    }

    @Test func theConfigsOwnErrorsHaveTheirPlace() {
        let message = Fixture.message {
            _ = try Fixture.recipe("text: {mixture: {sources: {a: {text: number, hand: {mnits: {}}}}}}")
        }
        #expect(message.contains("text.mixture.sources.a.hand.mnits: unknown hand 'mnits'"), "\(message)")
    }

    @Test(arguments: ["ink: {tone: 0.5}", "hand: procedural", "fonts: {size: 20}", "type: {slant: 3}"])
    func aTemplateIsPutDownInOneStyle(style: String) {
        let yaml = """
            text: {template: {form: '{a}-{b}', parts: {
              b: {pattern: x}, a: {mixture: {sources: {x: {text: number}, y: {text: number, \(style)}}}}}}}
            """
        #expect(
            Fixture.message { _ = try Fixture.source(yaml) }
                == "text.template.parts.a.mixture.sources.y: a template is put down in one style; move hand, fonts, type "
                + "and ink to where the template stands")
    }

    /// Without styles a mixture may stand in a template, and a template with a style in a mixture.
    @Test func templatesAndMixturesMayHoldEachOther() throws {
        let template = "{template: {form: '{a}-1', parts: {a: {mixture: {sources: {x: {text: {pattern: '23'}}}}}}}}"
        let samples = try Fixture.samples(
            "text: {mixture: {sources: {t: {text: \(template), hand: procedural}}}}", 3)
        #expect(samples.allSatisfy { $0.label == "23-1" && $0.choice["hand"] == .text("hand.procedural") })
    }
}
