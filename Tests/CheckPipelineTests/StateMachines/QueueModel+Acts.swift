import CheckActions

@testable import CheckPipeline

extension QueueModel {
  /// What follows from an act, and what the one who acted is told.
  mutating func apply(_ act: Act) -> Answer {
    switch act {
    case .submit(let key): return submit(key: key)
    case .claim(let owner): return claim(owner)
    case .outcome(let lease, let verdict): return outcome(leases[lease], verdict)
    case .giveBack(let lease):
      // Who gives a message back that others have is not told: there is nothing for him to do.
      if isHeld(leases[lease]) { fault(leases[lease].message, isSuspect: false) }
    case .die(let owner): lose(owner, isDead: true)
    case .fallSilent(let owner): lose(owner, isDead: false)
    case .leave(let owner):
      for id in inHand(owner) { release(id) }
    case .wait:
      for id in messages.keys { messages[id]?.isDelayed = false }
    case .cancel(let id): return cancel(id)
    case .approve(let id):
      guard checks[id]?.state == .review else { return .wrongState }
      guard checks[id]?.isKnown == true else { return .noIdentity }
      move(id, to: .deposited)
      checks[id]?.deposits += 1
    case .reject(let id):
      guard checks[id]?.state == .review else { return .wrongState }
      move(id, to: .rejected)
    case .correct(let id):
      guard checks[id]?.state == .review else { return .wrongState }
      checks[id]?.isKnown = false
      move(id, to: .read)
      enqueue(id, .deposit)
    case .redrive(let id): return redrive(id)
    }
    return .done
  }

  private func inHand(_ owner: String) -> [Int64] {
    messages.values.filter { $0.owner == owner }.map(\.id).sorted()
  }

  func isHeld(_ lease: Handed) -> Bool {
    guard let message = messages[lease.message] else { return false }
    return message.status == .leased && message.token == lease.token
  }

  /// Notices of a check go in their order; one that was given up stands in no one's way.
  private func canBeTaken(_ message: Message) -> Bool {
    message.status == .ready && !message.isDelayed
      && !(message.isNotice
        && messages.values.contains {
          $0.isNotice && $0.check == message.check && $0.id < message.id && $0.status != .failed
        })
  }

  /// Begun checks first, then the oldest; a suspect before all others, and alone in its hands.
  private mutating func claim(_ owner: String) -> Answer {
    let hand = messages.values.filter { $0.owner == owner }
    let free = messages.values.filter(canBeTaken)
    let suspects = free.filter(\.isSuspect)
    if hand.contains(where: \.isSuspect) { return .nothingToTake }
    if !suspects.isEmpty, !hand.isEmpty { return .nothingToTake }
    let order: [ActionName] = [.notify, .deposit, .micr, .image, .intake]
    func place(_ message: Message) -> (Int, Int64) {
      (order.firstIndex(of: message.action) ?? 0, message.id)
    }
    guard let next = (suspects.isEmpty ? free : suspects).min(by: { place($0) < place($1) }) else {
      return .nothingToTake
    }
    messages[next.id]?.status = .leased
    messages[next.id]?.owner = owner
    messages[next.id]?.token += 1
    leases.append(Handed(message: next.id, token: next.token + 1, action: next.action))
    return .lease(message: next.id, token: next.token + 1)
  }

  private mutating func outcome(_ lease: Handed, _ verdict: Verdict) -> Answer {
    guard isHeld(lease), let check = messages[lease.message]?.check else { return .stale }
    let follows: (state: CheckState?, next: ActionName?) =
      switch (lease.action, verdict) {
      case (.intake, .reject), (.image, .reject), (.deposit, .reject): (.rejected, nil)
      case (.intake, _): (nil, .image)
      case (.image, _): (.imaged, .micr)
      case (.micr, .accept): (.read, .deposit)
      case (.micr, _), (.deposit, .review): (.review, nil)
      case (.deposit, .accept): (.deposited, nil)
      case (.notify, _), (.demo, _): (nil, nil)
      }
    if let state = follows.state { move(check, to: state) }
    if lease.action == .deposit { checks[check]?.isKnown = true }
    if follows.state == .deposited { checks[check]?.deposits += 1 }
    if lease.action == .notify { checks[check]?.notices += 1 }
    if let next = follows.next, var message = messages[lease.message] {
      message = Message(id: message.id, check: check, action: next, token: message.token)
      messages[lease.message] = message
    } else {
      messages[lease.message] = nil
    }
    return .done
  }

  private mutating func release(_ id: Int64) {
    messages[id]?.status = .ready
    messages[id]?.owner = nil
    messages[id]?.token += 1
  }

  /// One attempt is used up; after the last one the message is kept as failed, with its check.
  private mutating func fault(_ id: Int64, isSuspect: Bool) {
    release(id)
    messages[id]?.attempts += 1
    messages[id]?.isSuspect = isSuspect
    messages[id]?.isDelayed = true
    guard let message = messages[id], message.attempts >= attempts else { return }
    messages[id]?.status = .failed
    messages[id]?.isSuspect = false
    // A message that was given up waits for no time.
    messages[id]?.isDelayed = false
    if !message.isNotice { move(message.check, to: .failed) }
  }

  private mutating func lose(_ owner: String, isDead: Bool) {
    let hand = inHand(owner)
    if isDead, hand.count == 1 { return fault(hand[0], isSuspect: true) }
    for id in hand {
      release(id)
      messages[id]?.isSuspect = true
    }
  }

  private mutating func cancel(_ id: CheckID) -> Answer {
    switch checks[id]?.state {
    case .received, .imaged, .read, .review: break
    case .deposited: checks[id]?.reversals += 1
    default: return .wrongState
    }
    move(id, to: .cancelled)
    messages = messages.filter { $0.value.check != id || $0.value.isNotice }
    return .done
  }

  private mutating func redrive(_ id: CheckID) -> Answer {
    let failed = messages.values.filter { $0.check == id && $0.status == .failed }
    guard !failed.isEmpty else { return .wrongState }
    if let from = checks[id]?.failedFrom { move(id, to: from) }
    for message in failed {
      release(message.id)
      messages[message.id]?.attempts = 0
      messages[message.id]?.isDelayed = false
    }
    return .done
  }
}
