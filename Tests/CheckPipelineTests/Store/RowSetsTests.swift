import Testing

@testable import CheckPipeline
@testable import CheckStore

@Suite struct RowSetsTests {
  @Test func listsHaveFewSizesAndEveryValue() throws {
    var sizes: Set<Int> = []
    for count in 0...1030 {
      let lists = RowSets.lists((0..<count).map(Int64.init))
      #expect(lists.count == (count + 255) / 256)
      #expect(Set(lists.flatMap(\.values.list).compactMap { $0 as? Int64 }).count == count)
      for list in lists {
        #expect(list.marks.filter { $0 == "?" }.count == list.values.list.count)
        sizes.insert(list.values.list.count)
      }
    }
    #expect(sizes == [1, 2, 4, 8, 16, 32, 64, 128, 256])
  }

  @Test func rowSetsHaveFewSizesAndKeepTheOrder() {
    var sizes: Set<Int> = []
    for count in 0...1030 {
      let sets = Array(0..<count).rowSets
      #expect(sets.flatMap { $0 } == Array(0..<count))
      #expect(sets.count <= count / 256 + 8)
      sizes.formUnion(sets.map(\.count))
    }
    #expect(sizes == [1, 2, 4, 8, 16, 32, 64, 128, 256])
  }
}
