import type { TextValues } from '../text-values.js';

/** Recovery codes: shown and made. */
export const recovery = {
  recoveryCodesTitle: 'Recovery codes',
  recoveryCodesWords:
    'With a recovery code you can sign in when your phone is not at hand. Each code works once.',
  recoveryCodesShow: 'Show my codes',
  recoveryCodesMake: 'Make new codes',
  recoveryCodesLoading: 'Getting your codes',
  recoveryCodesOnce: 'Save these codes now. They are not shown again.',
  recoveryCodesUsed: 'used',
  recoveryCodesLeft: ({ count, total }: TextValues): string =>
    `${count} of ${total} codes ${count === 1 ? 'is' : 'are'} left.`,
  recoveryCodesCopy: 'Copy all',
  recoveryCodesCopied: 'Copied.',
  recoveryCodesCopyByHand: 'The codes are selected. Press Ctrl+C or ⌘C to copy them.',
  recoveryCodesDownload: 'Download',
  recoveryCodesDownloaded: 'The file is in your downloads.',
  recoveryCodesPrint: 'Print',
  recoveryCodesSaved: 'I have saved these codes',
  recoveryCodesNotSaved: 'Save the codes first, then tick the box.',
  recoveryCodesTypeOne: 'Type one of them to check',
  recoveryCodesTypeOneHint: 'Any code from the list that you saved.',
  recoveryCodesTypeOneWrong: 'That is none of the codes above. Check it and try again.',
  recoveryCodesDone: 'Your recovery codes are saved',
  recoveryCodesDoneWords: 'Keep them where you can reach them without your phone.',
  recoveryCodesAsk: 'Make new recovery codes?',
  recoveryCodesAskWords: 'The codes that you have now stop working.',
  recoveryCodesAskYes: 'Make new codes',
  recoveryCodesAskNo: 'Keep the old ones',
  recoveryCodesGone: 'Your codes were shown once and cannot be shown again.',
  recoveryCodesNone: 'You have no recovery codes yet.',
  recoveryCodesBack: 'Show the codes from before',
  recoveryCodesFileTitle: 'Recovery codes for {site}',
  recoveryCodesFileAccount: 'Account: {account}',
  recoveryCodesFileDate: 'Made on {date}',
  recoveryCodesFileOnce: 'Each code works once.',
};
