/** IK304, in our own words: what is wrong with a segment. `{it}` is the segment and what it says. */
export const segmentFaults: Readonly<Record<string, string>> = {
  '1': '{it} is not known to the receiver',
  '2': '{it} stands where it is not expected',
  '3': '{it} is required and missing',
  '4': 'the group of segments that {it} begins stands too often',
  '5': '{it} stands too often',
  '6': '{it} has no place in a claim',
  '7': '{it} stands in the wrong order',
  '8': '{it} has a value that is not accepted',
  I4: '{it} may not be sent by the guide for this kind of claim',
  I6: '{it} is missing, although another part of the claim makes it necessary',
  I7: 'the group of segments that {it} begins stands too seldom',
  I8: '{it} stands too seldom',
  I9: '{it} may not be sent together with another part of the claim',
};

/** IK304 of segments that are not there: what stands at the position is what follows. */
export const missingSegmentCodes: ReadonlySet<string> = new Set(['3', 'I6', 'I7', 'I8']);

/** IK403, in our own words: what is wrong with an element; 11 is on the list and its meaning is not verified. */
export const elementFaults: Readonly<Record<string, { words: string; action: string }>> = {
  '1': { words: '{it} is required and missing', action: 'Fill it in.' },
  '2': { words: '{it} is missing, although a neighbouring field makes it necessary', action: 'Fill it in.' },
  '3': { words: 'there are more fields than the segment has', action: 'This is our doing: tell support.' },
  '4': { words: '{it} is too short', action: 'Enter it in full.' },
  '5': { words: '{it} is too long', action: 'Shorten it.' },
  '6': { words: '{it} holds a character that may not be sent', action: 'Enter it with plain letters and digits.' },
  '7': { words: '{it} is not one of the codes that are accepted', action: 'Check the code and enter a valid one.' },
  '8': { words: '{it} is not a valid date', action: 'Correct the date.' },
  '9': { words: '{it} is not a valid time', action: 'Correct the time.' },
  '10': { words: '{it} may not be sent together with a neighbouring field', action: 'Take one of the two away.' },
  '11': {
    words: '{it} was refused for a reason that is not explained',
    action: 'Check it, and ask the clearinghouse.',
  },
  '12': { words: '{it} is repeated too often', action: 'Send it fewer times.' },
  '13': { words: '{it} has too many parts', action: 'This is our doing: tell support.' },
  I6: {
    words: '{it} is a code that may not be used in this kind of claim',
    action: 'Enter a code that is allowed here.',
  },
  I9: { words: '{it} is missing, although another part of the claim makes it necessary', action: 'Fill it in.' },
  I10: { words: '{it} may not be sent in this kind of claim', action: 'Leave it empty.' },
  I11: { words: '{it} stands too seldom', action: 'Add what is missing.' },
  I12: { words: '{it} has not the form that is asked for', action: 'Enter it in the right form.' },
  I13: { words: '{it} may not be sent together with another part of the claim', action: 'Leave it empty.' },
};
