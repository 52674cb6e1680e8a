import Testing

extension Trait where Self == TimeLimitTrait {
  /// Long enough on a busy machine, and under a sanitizer, which makes everything many times slower.
  static var patience: Self { .timeLimit(.minutes(Bench.isSanitized ? 120 : 5)) }
}
