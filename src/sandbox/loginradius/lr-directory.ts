import { CodeHasher, type HashedCode } from '../code-hash.js';
import { randomUuid, toHex, type RandomBytes } from '../random.js';
import type { LoginRadiusSettings, LrSeed } from './lr-settings.js';

/** A code that works once. Null once it has. */
type BackupCode = HashedCode | null;

export interface LrUser {
  readonly uid: string;
  readonly seed: LrSeed;
  /** To sign in with, confirmed. */
  loginPhone: string | undefined;
  /** The questions for a lost password that have an answer, by their ids. */
  accountQuestions: readonly string[];
  /** The number for codes, confirmed. */
  phone: string | undefined;
  hasEmail: boolean;
  /** By the id of the question, hashed. */
  answers: Map<string, HashedCode>;
  backupCodes: BackupCode[] | undefined;
  /** Messages since the last right code. */
  sends: number;
}

const BACKUP_CODES = 10;

/** The accounts, and the secrets of theirs that no other service of the sandbox keeps. Hashes, never the secrets. */
export class LrDirectory {
  readonly hasher: CodeHasher;
  readonly #users = new Map<string, LrUser>();
  readonly #settings: () => LoginRadiusSettings;
  readonly #randomBytes: RandomBytes;

  constructor(settings: () => LoginRadiusSettings, randomBytes: RandomBytes) {
    this.#settings = settings;
    this.#randomBytes = randomBytes;
    this.hasher = new CodeHasher(randomBytes);
  }

  /** By user name, one of the addresses, or phone; upper and lower case are one. */
  async find(kind: 'username' | 'email' | 'phone', value: string): Promise<LrUser | undefined> {
    const wanted = value.toLowerCase();
    const seed = this.#settings().users.find((known) => {
      if (kind === 'username') return known.userName.toLowerCase() === wanted;
      return kind === 'phone'
        ? (this.#users.get(known.userName)?.loginPhone ?? known.phone) === value
        : known.emails.some((address) => address.toLowerCase() === wanted);
    });
    return seed && this.#open(seed);
  }

  byUid(uid: string): LrUser | undefined {
    return [...this.#users.values()].find((user) => user.uid === uid);
  }

  /** Ten codes of 5-5 hexadecimal digits. They are shown once: only their hashes stay. */
  async makeBackupCodes(user: LrUser): Promise<string[]> {
    const codes = Array.from({ length: BACKUP_CODES }, () =>
      toHex(this.#randomBytes(5)).replace(/^.{5}/, '$&-'),
    );
    user.backupCodes = await Promise.all(codes.map((code) => this.hasher.hash(code)));
    return codes;
  }

  /** Whether it was one, which is then spent. */
  async spendBackupCode(user: LrUser, code: string): Promise<boolean> {
    const tried = code.trim().toLowerCase();
    for (const [i, hashed] of (user.backupCodes ?? []).entries()) {
      if (!hashed || !(await this.hasher.matches(hashed, tried))) continue;
      // Another request may have spent it meanwhile.
      if (!user.backupCodes?.[i]) return false;
      user.backupCodes[i] = null;
      return true;
    }
    return false;
  }

  async setAnswers(user: LrUser, answers: ReadonlyMap<string, string>): Promise<void> {
    const hashed = await Promise.all(
      [...answers].map(async ([id, answer]) => [id, await this.hasher.hash(plain(answer))] as const),
    );
    user.answers = new Map(hashed);
  }

  async isRightAnswer(user: LrUser, id: string, answer: string): Promise<boolean> {
    const hashed = user.answers.get(id);
    return !!hashed && (await this.hasher.matches(hashed, plain(answer)));
  }

  reset(): void {
    this.#users.clear();
  }

  async #open(seed: LrSeed): Promise<LrUser> {
    const known = this.#users.get(seed.userName);
    if (known) return known;
    const user: LrUser = {
      uid: randomUuid(this.#randomBytes).replaceAll('-', ''),
      seed,
      loginPhone: seed.phone,
      accountQuestions: [],
      phone: seed.phone2fa,
      hasEmail: seed.emailOtp === true,
      answers: new Map(),
      backupCodes: undefined,
      sends: 0,
    };
    this.#users.set(seed.userName, user);
    await this.setAnswers(user, new Map(Object.entries(seed.answers ?? {})));
    return user;
  }
}

/** People do not remember how they wrote it. */
function plain(answer: string): string {
  return answer.trim().toLowerCase();
}
