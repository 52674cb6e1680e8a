/// The thread on which waiting for the disk is done.
package enum Inline {
  /// `true` for the caller's own thread: for a simulation, which takes one step at a time, so that waking
  /// another thread for each of them would take most of its time.
  @TaskLocal package static var isOn = false
}
