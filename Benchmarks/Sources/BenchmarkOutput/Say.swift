import Foundation

/// Prints a line at once, also where the output is no terminal: a whole run takes minutes.
package func say(_ line: String) {
  print(line)
  fflush(nil)
}
