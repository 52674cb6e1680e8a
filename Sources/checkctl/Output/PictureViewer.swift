import Foundation

/// The program with which the user looks at pictures, in a window of its own.
struct PictureViewer {
  /// The program and its arguments before the file; `nil` where there is none to show it on.
  private let command: [String]?
  private let environment: [String: String]

  /// Takes `$CHECKCTL_VIEWER`, else what the desktop opens files with, where there is a display.
  init(environment: [String: String]) {
    self.environment = environment
    let named = (environment["CHECKCTL_VIEWER"] ?? "").split(separator: " ").map(String.init)
    if !named.isEmpty {
      command = named
    } else {
      #if os(macOS)
        command = ["open"]
      #else
        let displays = ["DISPLAY", "WAYLAND_DISPLAY"].compactMap { environment[$0] }
        command = displays.contains { !$0.isEmpty } ? ["xdg-open"] : nil
      #endif
    }
  }

  /// Shows a file, and does not wait for the end of that.
  ///
  /// - Returns: What to tell the user who does not see it; `nil` when the viewer was started.
  func show(_ file: String) -> String? {
    guard let command else {
      return "There is no display here, and CHECKCTL_VIEWER names no program to show it with."
    }
    let code = spawn(command + [file])
    guard code != 0 else { return nil }
    return "\(command[0].printable) could not be started (\(String(cString: strerror(code)))): "
      + "CHECKCTL_VIEWER names another program."
  }

  private func spawn(_ words: [String]) -> Int32 {
    #if os(Linux)
      var (actions, attributes) = (posix_spawn_file_actions_t(), posix_spawnattr_t())
    #else
      var (actions, attributes): (posix_spawn_file_actions_t?, posix_spawnattr_t?)
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for stream in 0...2 as ClosedRange<Int32> {
      posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_RDWR, 0)
    }
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // Ctrl-C at the prompt is not meant for it, and what this process ignores neither.
    var (none, all) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    var arguments = words.map { strdup($0) } + [nil]
    var settings = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { for text in arguments + settings { free(text) } }
    var process: pid_t = 0
    return posix_spawnp(&process, words[0], &actions, &attributes, &arguments, &settings)
  }
}
