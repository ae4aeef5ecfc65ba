/** Sentences of the connection check: what works, what is blocked, and what is used instead. */
export const enDoctor = {
  doctor: {
    title: 'Connection check',
    open: 'Check the connection',
    again: 'Check again',
    stop: 'Stop',
    copy: 'Copy report',
    rows: 'What was checked',
    inUse: 'In use',
    tookMs: '{{ms}} ms',
    privacy: 'The report holds no names, no link and nothing of the board.',

    state: {
      works: 'Works',
      blocked: 'Blocked',
      running: 'Checking',
      waiting: 'Waiting',
      untested: 'Not checked',
      cancelled: 'Not checked',
    },

    summary: {
      checking: 'Checking every way',
      checkingDetail: 'This takes 10 seconds at most, and disturbs nobody.',
      cancelled: 'Stopped',
      cancelledDetail: 'What was found until then stands below.',
      noCell: 'This board is on this computer only',
      noCellDetail: 'It has no cell yet. Share it to work together.',
      offline: 'This computer is offline',
      offlineDetail: 'You can go on drawing. Changes are shared when it is back online.',
      cellDown: 'The cell does not answer: changes wait on this computer',
      cellDownDetail:
        'It is down, or something in between blocks it. You can go on drawing, nothing is lost.',
      cellDownDirect: 'The cell does not answer, direct connections go on',
      cellDownDirectDetail:
        'Changes reach the people who are here. Others can join when the cell is back.',
      noWay: 'No messages get through to the cell: changes wait on this computer',
      noWayDetail:
        'The cell itself answers. Something in between blocks WebSockets, event streams and polls.',
      direct: 'Direct connections work',
      directDetail: 'Changes go straight from computer to computer.',
      directEventsDetail:
        'Changes go straight from computer to computer. People find each other by the event stream, since WebSockets are blocked.',
      directPollsDetail:
        'Changes go straight from computer to computer. People find each other by polls, since nothing else reaches the cell.',
      turn: 'UDP is blocked: changes go through the relay server (TURN)',
      turnUnknown: 'No direct connection came about: changes go through the relay server (TURN)',
      relay: 'UDP is blocked: changes go through the cell',
      relayEvents: 'UDP and WebSockets are blocked: changes go through the cell’s event stream',
      relayPolls: 'Only polls get through: changes go through the cell, up to 5 s late',
      relayUnknown: 'No direct connection came about: changes go through the cell',
      encryptedDetail: 'They stay encrypted: nobody in between can read them.',
      unproven: 'The cell can be reached',
      unprovenEvents: 'WebSockets are blocked: the event stream is used',
      unprovenPolls: 'Only polls get through to the cell',
      unprovenDetail: 'Whether direct connections work shows when somebody else is on this board.',
    },

    row: {
      cell: 'Cell',
      websocket: 'WebSocket',
      events: 'Event stream',
      polls: 'Polls',
      udp: 'UDP',
      stun: 'STUN server',
      turn: 'TURN server',
      person: 'Person {{number}}',
    },

    works: {
      cell: 'Answers at {{host}}.',
      websocket: 'Gets through: the quickest way to the cell.',
      events: 'Gets through: used where WebSockets are blocked.',
      polls: 'Get through: used where nothing better does.',
      udp: 'Gets through, as direct connections need it.',
      stun: 'Answers: people in other networks can connect directly.',
      turn: 'Passes connections on where direct ones are blocked.',
    },

    untested: {
      udp: 'Nothing to check it with: it shows when somebody else is here.',
      stun: 'None named: direct connections may work in one network only.',
      turn: 'None named: the cell passes changes on where UDP is blocked.',
      unknown: 'Not known while the cell does not answer.',
    },

    blocked: {
      unreachable: 'Blocked: the connection is refused or cut.',
      silent: 'Blocked: nothing comes back.',
      rubbish: 'Blocked: something in between answers in its place.',
      refused: 'It answers, but refuses.',
      'not-a-cell': 'A web server answers there, but no Drawbridge cell.',
      'newer-protocol': 'The cell is newer than this app: update the app.',
      'held-back': 'This browser gives out no address: a setting, an extension or a VPN.',
      'no-link': 'Not connected. Changes wait until a connection can be made.',
      cell: 'Does not answer at {{host}}.',
      person: 'Connected, but no answer comes. Changes wait until one does.',
    },

    instead: {
      events: 'The event stream is used instead.',
      polls: 'Polls are used instead, up to 5 s late.',
      turn: 'The relay server (TURN) is used instead.',
      relay: 'Changes go through the cell instead.',
      'same-network': 'Direct connections work in the same network only.',
      nothing: 'Nothing is left to use instead.',
    },

    running: 'Checking…',
    waiting: 'Waits for the cell’s answer…',
    cancelled: 'Not checked.',

    report: {
      title: 'Drawbridge connection check, {{time}}',
      inUse: 'in use',
      why: '{{code}} after {{ms}} ms',
    },
  },
} as const;
