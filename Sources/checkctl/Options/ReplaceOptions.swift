import ArgumentParser

/// `true` if output files take the place of others.
struct ReplaceOptions: ParsableArguments {
  @Flag(help: "Replace an output file that is there; never one that the command reads.")
  var force = false
}
