import MICR

extension MICRReading {
  /// Whether the reading is good enough to turn the pictures for archive and bank by.
  ///
  /// What is no line may read upside down or sideways, a little; a line that is sure, or has a routing number
  /// whose check digit fits, does not come about by chance.
  package var tellsToTurn: Bool {
    quarterTurns != 0
      && (status == .sure || fields?.routing.flatMap(RoutingNumber.init) != nil)
  }
}
