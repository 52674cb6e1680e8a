import CheckImaging
import Testing

@testable import CheckRendering

@Suite struct MarkTests {
  private let paper = GrayImage(width: 100, height: 50, gray: 200)

  private func apply(_ damage: Damage) -> GrayImage {
    var generator = SeededGenerator(seed: 5)
    return Degradations(damage: damage).apply(to: paper, using: &generator)
  }

  @Test func aMarkCoversItsShareOfThePicture() {
    let marked = apply(Damage(marks: [Mark(left: 0.2, width: 0.1, top: 0.5, gray: 40)]))
    for y in 0..<50 {
      for x in 0..<100 {
        let isMarked = (20..<30).contains(x) && y >= 25
        #expect(marked[x, y] == (isMarked ? 40 : 200))
      }
    }
  }

  @Test func opacityIsTheShareThatIsKeptBack() {
    let marked = apply(Damage(marks: [Mark(left: 0, width: 1, gray: 100, opacity: 0.25)]))
    #expect(marked.pixels.allSatisfy { $0 == 175 })
  }

  @Test func aSlantLeansToTheRightGoingDown() {
    let marked = apply(Damage(bands: [Mark(left: 0.4, width: 0.1, slant: 1)]))
    #expect(marked[20, 4] == 0 && marked[20, 44] == 200)
    #expect(marked[60, 44] == 0 && marked[60, 4] == 200)
  }

  @Test func whatIsCutOffIsGone() {
    let cut = apply(Damage(marks: [Mark(left: 0.5, width: 0.5)], cutLeft: 0.25, cutRight: 0.1))
    #expect(cut.width == 65 && cut.height == 50)
    #expect(cut[24, 0] == 200 && cut[25, 0] == 0)
  }

  @Test func whatLiesOutsideIsLeftOut() {
    let far = Mark(left: -3, width: 1, top: -2, bottom: 0.2, slant: 99, opacity: 7)
    #expect(apply(Damage(marks: [far])) == paper)
    let wild = Mark(left: .nan, width: .infinity, top: .nan, bottom: .infinity, slant: .nan)
    #expect(apply(Damage(marks: [wild], cutLeft: 9, cutRight: .nan)).width == 55)
    let small = Degradations(damage: Damage(cutLeft: 9, cutRight: 9), scale: 0.1)
    var generator = SeededGenerator(seed: 5)
    #expect(small.apply(to: paper, using: &generator).width == 1)
  }
}
