import ArgumentParser
@main struct Checkctl: ParsableCommand {}
