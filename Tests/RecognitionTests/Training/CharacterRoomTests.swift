import Imaging
import Testing

@testable import Recognition

/// Too little room for characters is said before the first step.
@Suite struct CharacterRoomTests {
    /// Warnings for pictures whose characters are bars of ink.
    private func warnings(
        width: Int, characters: Int, steps: Int, ink: Double = 0.2, _ change: (inout InputPolicy) -> Void = { _ in }
    ) -> [String] {
        var policy = InputPolicy()
        change(&policy)
        var room = CharacterRoom(policy)
        let image = Bitmap(width: width, height: policy.height) { pixels in
            for place in pixels.indices { pixels[place] = place % 1000 < Int(ink * 1000) ? 20 : 230 }
        }
        for number in 0..<5 {
            let example = Example(
                image: image, label: "", classes: [Int](repeating: 1, count: characters),
                place: .init(source: 0, index: number))
            room.add(example, width: width, steps: steps)
        }
        return room.warnings
    }

    @Test func roomEnoughIsNotSpokenOf() {
        #expect(warnings(width: 128, characters: 5, steps: 32).isEmpty)
        #expect(CharacterRoom(InputPolicy()).warnings.isEmpty)
    }

    @Test func theKeyToChangeIsNamed() {
        let fixed = warnings(width: 128, characters: 14, steps: 32) { $0.width = 128 }
        #expect(
            fixed == [
                "characters are 9.1 px wide in what the model reads, and have 2.29 time steps each; with fewer than 2.35 a "
                    + "model learns slowly or not at all: raise input.width from 128 to 144"
            ])
        let squeezed = warnings(width: 256, characters: 40, steps: 64) { $0.maximumWidth = 256 }
        #expect(squeezed.count == 1)
        #expect(squeezed[0].hasSuffix("raise input.max_width from 256 to 384, to which most pictures are squeezed"))
        let low = warnings(width: 64, characters: 10, steps: 16)
        #expect(low[0].hasSuffix("raise input.height from 32 to 48, with which the width grows"))
    }

    @Test func smallTextIsSaidToBeSmall() {
        let lines = warnings(width: 128, characters: 5, steps: 32, ink: 0.005)
        #expect(lines.count == 1)
        #expect(lines[0].hasSuffix("ink: text is small in them. Cut them closer to it, or raise input.height from 32"))
    }
}
