// Events with their lists, the magazine, and the pieces that members send in. Attendance and accepted pieces earn points in the monthly run.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { RegisterAct } from '../../engine/protocol.ts';
import type {
  CalendarView,
  EventKind,
  EventRow,
  EventView,
  MagazineView,
  PieceRow,
  SignUpRow,
} from '../../engine/registers.ts';
import { formatCount } from '../../i18n/format.ts';
import { translateCount } from '../../i18n/plural.ts';
import { translate, type Language } from '../../i18n/translate.ts';
import { Asked } from '../../state/asked.ts';
import { problemOf } from '../../state/problem.ts';
import type { Problem } from '../../state/state.ts';
import { StoreController } from '../../state/store.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import { icon } from '../../ui/icons.ts';
import { problemLine } from './problem_line.ts';
import { dayOrNull, type OpenForm, type RegisterField } from './register_form.ts';
import './register_form.ts';
import { sheetSave, sheetStyles, sheetTable } from './register_sheet.ts';

const kEventKinds: readonly EventKind[] = ['visit', 'salon', 'training', 'celebration', 'other'];

interface EventsView {
  readonly calendar: CalendarView;
  readonly magazine: MagazineView;
  readonly pieces: { readonly rows: readonly PieceRow[] };
}
interface Log {
  readonly log?: readonly { readonly do: string; readonly of: string; readonly moved: readonly string[] }[];
}

@customElement('loyalane-club-events')
export class EventsPage extends LitElement {
  static override styles = [controls, sheetStyles];

  @property({ attribute: false }) workbench!: Workbench;
  @state() private chosen = '';
  @state() private form: OpenForm | null = null;
  @state() private isPrinting = false;
  @state() private failure: Problem | null = null;
  readonly #store = new StoreController(this, () => this.workbench.store);
  readonly #asked = new Asked<EventsView>(this);
  readonly #event = new Asked<EventView>(this);

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { language, club, document } = this.#store.state;
    // The register is part of the key: an undo changes it too.
    const of = [language, club.revision, JSON.stringify(document.registers.events ?? null)];
    this.#asked.want(JSON.stringify(of), () => this.#ask());
    const event = this.#chosen;
    this.#event.want(event === '' ? null : JSON.stringify([event, of]), () =>
      this.workbench.club.view<EventView>('events', { view: 'event', event }),
    );
  }

  async #ask(): Promise<EventsView> {
    const { club } = this.workbench;
    const [calendar, magazine, pieces] = await Promise.all([
      club.view<CalendarView>('events', { view: 'calendar' }),
      club.view<MagazineView>('events', { view: 'magazine' }),
      club.view<EventsView['pieces']>('events', { view: 'pieces' }),
    ]);
    return { calendar, magazine, pieces };
  }

  /** The event whose list is open: the one that was chosen, while there is such. */
  get #chosen(): string {
    const rows = this.#asked.value?.calendar.rows ?? [];
    return rows.some(({ id }) => id === this.chosen) ? this.chosen : (rows.at(-1)?.id ?? '');
  }

  override render(): TemplateResult {
    const { language } = this.#store.state;
    const { value, problem } = this.#asked;
    if (problem) return problemLine(language, problem);
    if (!value) return html`<p class="card muted" role="status">${translate(language, 'club.loading')}</p>`;
    return html`
      <div class=${`stack${this.isPrinting ? ' one' : ''}`} data-ready aria-busy=${this.#asked.isAsking}>
        ${this.failure ? problemLine(language, this.failure) : nothing} ${this.#reminder(language, value.calendar)}
        ${this.#calendar(language, value.calendar)} ${this.#list(language)} ${this.#pieces(language, value)}
        ${this.#magazine(language, value.magazine)}
      </div>
      <loyalane-register-form
        .workbench=${this.workbench}
        .form=${this.form}
        @close=${() => (this.form = null)}
      ></loyalane-register-form>
    `;
  }

  #reminder(language: Language, { isDue, next, daysSince, last }: CalendarView): TemplateResult | typeof nothing {
    if (!isDue || last === null) return nothing;
    return html`<p class="card warning" role="status" data-due>
      ${icon('warning')} ${translateCount(language, 'events.due', daysSince ?? 0, { last })}
      ${next === null ? translate(language, 'events.planNext') : translate(language, 'events.nextIs', { day: next })}
    </p>`;
  }

  // --- events ---

  #calendar(language: Language, { rows, gaps }: CalendarView): TemplateResult {
    return html`
      <section class="card stack" aria-labelledby="events">
        <div class="head">
          <div>
            <h2 id="events">${translate(language, 'events.title')}</h2>
            <p class="small muted">${translate(language, 'events.lead')}</p>
          </div>
          <div class="row no-print">
            ${sheetSave(
              language,
              this.workbench,
              'events',
              { view: 'calendar' },
              translate(language, 'events.title'),
              this.#failed,
            )}
            <button
              type="button"
              class="primary"
              data-action="add-event"
              @click=${() => this.#openEvent(language, null)}
            >
              ${translate(language, 'events.add')}
            </button>
          </div>
        </div>
        ${
          rows.length === 0
            ? html`<p class="muted">${translate(language, 'events.none')}</p>`
            : sheetTable(
                'events',
                [
                  { label: translate(language, 'events.day') },
                  { label: translate(language, 'events.event') },
                  { label: translate(language, 'events.place') },
                  { label: translate(language, 'events.seats'), isNumeric: true },
                  { label: translate(language, 'events.waiting'), isNumeric: true },
                  { label: translate(language, 'events.attended'), isNumeric: true },
                  { label: translate(language, 'register.actions'), isActs: true },
                ],
                [...rows].reverse().map((row) => this.#eventRow(language, row)),
              )
        }
        ${
          gaps.length === 0
            ? nothing
            : html`<details>
                <summary>${translateCount(language, 'events.gaps', gaps.length)}</summary>
                <ul>
                  ${gaps.map(({ text }) => html`<li class="small">${text}</li>`)}
                </ul>
              </details>`
        }
      </section>
    `;
  }

  #eventRow(language: Language, row: EventRow): TemplateResult {
    const isChosen = row.id === this.#chosen;
    return html`
      <tr data-event=${row.id} aria-current=${isChosen ? 'true' : nothing}>
        <td class="day">${row.day} <span class="small muted">${row.time}</span></td>
        <td class="wide">
          <button type="button" class="quiet" aria-pressed=${isChosen} @click=${() => (this.chosen = row.id)}>
            ${row.name || row.id}
          </button>
          <span class="tag">${translate(language, `events.kind.${row.kind}`)}</span>
          <span class="small muted">${row.id}</span>
        </td>
        <td>${row.place} ${row.expert === '' ? nothing : html`<span class="small muted">${row.expert}</span>`}</td>
        <td class="numeric">${formatCount(language, row.seated)} / ${formatCount(language, row.quota)}</td>
        <td class="numeric">${formatCount(language, row.waiting)}</td>
        <td class="numeric">${formatCount(language, row.attended)}</td>
        <td class="acts">
          <button type="button" class="quiet" data-action="edit-event" @click=${() => this.#openEvent(language, row)}>
            ${translate(language, 'register.edit')}
          </button>
          <button
            type="button"
            class="quiet"
            data-action="remove-event"
            @click=${() =>
              this.#confirm(
                language,
                translate(language, 'register.removeTitle', { what: row.name || row.id }),
                'register.remove',
                {
                  do: 'event_remove',
                  event: row.id,
                },
              )}
          >
            ${translate(language, 'register.remove')}
          </button>
        </td>
      </tr>
    `;
  }

  #openEvent(language: Language, row: EventRow | null): void {
    const day = this.#asked.value?.calendar.day ?? '';
    const field = (id: 'name' | 'place' | 'time' | 'expert', more: Partial<RegisterField> = {}): RegisterField => ({
      id,
      label: translate(language, `events.${id}`),
      kind: 'text',
      value: row?.[id] ?? '',
      ...more,
    });
    this.form = {
      register: 'events',
      heading: translate(language, row ? 'events.edit' : 'events.add'),
      button: translate(language, 'register.keep'),
      fields: [
        field('name', { isNeeded: true, hint: translate(language, 'events.nameHint') }),
        {
          id: 'id',
          label: translate(language, 'register.number'),
          kind: 'text',
          value: row?.id ?? '',
          isNeeded: true,
          hint: translate(language, 'events.idHint'),
        },
        {
          id: 'kind',
          label: translate(language, 'events.kind'),
          kind: 'choice',
          value: row?.kind ?? 'salon',
          choices: kEventKinds.map((id) => ({ id, label: translate(language, `events.kind.${id}`) })),
        },
        { id: 'day', label: translate(language, 'events.day'), kind: 'day', value: row?.day ?? '', isNeeded: true },
        field('time', { hint: translate(language, 'events.timeHint') }),
        field('place'),
        field('expert'),
        {
          id: 'quota',
          label: translate(language, 'events.quota'),
          kind: 'whole',
          value: row ? String(row.quota) : '',
          isNeeded: true,
        },
        {
          id: 'opensOn',
          label: translate(language, 'events.opensOn'),
          kind: 'day',
          value: row?.opensOn ?? day,
          isNeeded: true,
        },
        {
          id: 'membersOnlyTo',
          label: translate(language, 'events.membersOnlyTo'),
          kind: 'day',
          value: row?.membersOnlyTo ?? '',
          hint: translate(language, 'events.membersOnlyHint'),
        },
      ],
      act: ({ id, name, kind, day: on, time, place, expert, quota, opensOn, membersOnlyTo = '' }) => {
        this.chosen = id ?? '';
        return {
          do: 'event',
          was: row?.id ?? '',
          event: {
            ...{ id, name, kind, day: on, time, place, expert, opensOn },
            quota: Number((quota ?? '').replaceAll(',', '')),
            membersOnlyTo: dayOrNull(membersOnlyTo),
          },
        };
      },
    };
  }

  // --- one event's list ---

  #list(language: Language): TemplateResult | typeof nothing {
    const { value, problem } = this.#event;
    if (problem) return problemLine(language, problem);
    if (value?.event.id !== this.#chosen) return nothing;
    const { event, rows, attendance } = value;
    const seated = rows.filter(({ state: is }) => is === 'seated');
    return html`
      <section class=${`card stack${this.isPrinting ? ' printed' : ''}`} aria-labelledby="list">
        <div class="head">
          <div>
            <h2 id="list">${event.name || event.id} · ${event.day}</h2>
            <p class="small muted">
              ${[
                event.time,
                event.place,
                event.expert,
                translate(language, 'events.window', { from: event.opensOn, to: event.day }),
              ]
                .filter((text) => text !== '')
                .join(' · ')}
              ${
                event.membersOnlyTo === null
                  ? nothing
                  : translate(language, 'events.membersFirst', { to: event.membersOnlyTo })
              }
            </p>
          </div>
          <div class="row no-print">
            <button
              type="button"
              data-print="list"
              @click=${async () => {
                this.isPrinting = true;
                await this.updateComplete;
                window.print();
                this.isPrinting = false;
              }}
            >
              ${icon('print')} ${translate(language, 'club.print')}
            </button>
            ${sheetSave(
              language,
              this.workbench,
              'events',
              { view: 'event', event: event.id },
              `${translate(language, 'events.list')}-${event.id}`,
              this.#failed,
            )}
            <span data-invite>
              ${sheetSave(
                language,
                this.workbench,
                'events',
                { view: 'invite', event: event.id },
                `${translate(language, 'events.invite')}-${event.id}`,
                this.#failed,
                translate(language, 'events.invite'),
              )}
            </span>
            <button
              type="button"
              class="primary"
              data-action="sign-up"
              @click=${() => this.#openSignUp(language, event.id)}
            >
              ${translate(language, 'events.signUp')}
            </button>
          </div>
        </div>
        ${this.#moved(language, event.id)}
        ${
          rows.length === 0
            ? html`<p class="muted">${translate(language, 'events.noSignUps')}</p>`
            : html`
                <p class="small">
                  ${translate(language, 'events.attendance', {
                    num: formatCount(language, attendance.num),
                    den: formatCount(language, attendance.den),
                  })}
                  ${
                    seated.some(({ attended }) => !attended)
                      ? html`<button
                          type="button"
                          class="quiet no-print"
                          data-action="attend-all"
                          @click=${() => this.#openAttend(language, event.id, seated, true)}
                        >
                          ${translate(language, 'events.attendAll')}
                        </button>`
                      : nothing
                  }
                </p>
                ${sheetTable(
                  'list',
                  [
                    { label: translate(language, 'events.person') },
                    { label: translate(language, 'events.signedUpOn') },
                    { label: translate(language, 'events.state') },
                    { label: translate(language, 'events.attended') },
                    { label: translate(language, 'register.actions'), isActs: true },
                  ],
                  rows.map((row) => this.#signUpRow(language, event.id, row)),
                )}
              `
        }
      </section>
    `;
  }

  /** Who got a seat by the cancellation that was the last thing done. */
  #moved(language: Language, event: string): TemplateResult | typeof nothing {
    const register = this.#store.state.document.registers.events as Log | undefined;
    const last = register?.log?.at(-1);
    if (last?.do !== 'cancel' || !last.of.startsWith(`${event} `) || last.moved.length === 0) return nothing;
    const names = last.moved.map((person) => {
      const name = this.#event.value?.rows.find((row) => row.person === person)?.name ?? '';
      return name === '' ? person : name;
    });
    return html`<p class="success" role="status" data-moved>
      ${icon('check')}
      ${translate(language, 'events.moved', { who: names.join(translate(language, 'list.separator')) })}
    </p>`;
  }

  #signUpRow(language: Language, event: string, row: SignUpRow): TemplateResult {
    return html`
      <tr class=${row.state === 'cancelled' ? 'off' : ''} data-sign-up=${row.person}>
        <td>
          ${row.name || row.person} ${row.name === '' ? nothing : html`<span class="small muted">${row.person}</span>`}
          ${row.isMember ? nothing : html`<span class="tag">${translate(language, 'events.noMember')}</span>`}
        </td>
        <td class="day">${row.day}</td>
        <td>
          ${translate(language, `events.state.${row.state}`)}
          ${
            row.fromWaitlist
              ? html`<span class="small muted"
                  >${translate(language, 'events.fromWaitlist', { day: row.seatedOn ?? '' })}</span
                >`
              : nothing
          }
          ${row.cancelledOn === null ? nothing : html`<span class="small muted">${row.cancelledOn}</span>`}
        </td>
        <td>
          ${row.attended ? html`<span class="success">${icon('check')} ${translate(language, 'events.was')}</span>` : '–'}
        </td>
        <td class="acts">
          ${
            row.state !== 'seated'
              ? nothing
              : html`<button
                  type="button"
                  class="quiet"
                  data-action=${row.attended ? 'unattend' : 'attend'}
                  @click=${() => this.#openAttend(language, event, [row], !row.attended)}
                >
                  ${translate(language, row.attended ? 'events.unattend' : 'events.attend')}
                </button>`
          }
          ${
            row.state === 'cancelled' || row.attended
              ? nothing
              : html`<button
                  type="button"
                  class="quiet"
                  data-action="cancel"
                  @click=${() =>
                    this.#confirm(
                      language,
                      translate(language, 'events.cancelTitle', { who: row.name || row.person }),
                      'events.cancel',
                      { do: 'cancel', event, signUp: row.id },
                    )}
                >
                  ${translate(language, 'events.cancel')}
                </button>`
          }
        </td>
      </tr>
    `;
  }

  #openSignUp(language: Language, event: string): void {
    this.form = {
      register: 'events',
      heading: translate(language, 'events.signUp'),
      button: translate(language, 'events.signUp'),
      fields: [
        {
          id: 'person',
          label: translate(language, 'events.person'),
          kind: 'text',
          value: '',
          isNeeded: true,
          hint: translate(language, 'events.personHint'),
        },
      ],
      act: ({ person }) => ({ do: 'sign_up', event, person }),
    };
  }

  #openAttend(language: Language, event: string, rows: readonly SignUpRow[], attended: boolean): void {
    const who =
      rows.length === 1 && rows[0]
        ? rows[0].name || rows[0].person
        : translateCount(language, 'events.people', rows.length);
    this.form = {
      register: 'events',
      heading: translate(language, attended ? 'events.attendTitle' : 'events.unattendTitle', { who }),
      button: translate(language, attended ? 'events.attend' : 'events.unattend'),
      text: translate(language, attended ? 'events.attendText' : 'events.unattendText'),
      fields: [],
      act: () => ({ do: 'attend', event, signUps: rows.map(({ id }) => id), attended }),
    };
  }

  // --- pieces ---

  #pieces(language: Language, { pieces: { rows }, magazine }: EventsView): TemplateResult {
    return html`
      <section class="card stack" aria-labelledby="pieces">
        <div class="head">
          <div>
            <h2 id="pieces">
              ${translate(language, 'events.pieces')}
              ${
                magazine.waitingPieces === 0
                  ? nothing
                  : html`<span class="tag"
                      >${translateCount(language, 'events.piecesWait', magazine.waitingPieces)}</span
                    >`
              }
            </h2>
            <p class="small muted">${translate(language, 'events.piecesLead')}</p>
          </div>
          <div class="row no-print">
            ${sheetSave(
              language,
              this.workbench,
              'events',
              { view: 'pieces' },
              translate(language, 'events.pieces'),
              this.#failed,
            )}
            <button type="button" data-action="add-piece" @click=${() => this.#openPiece(language, null)}>
              ${translate(language, 'events.addPiece')}
            </button>
          </div>
        </div>
        ${
          rows.length === 0
            ? html`<p class="muted">${translate(language, 'events.noPieces')}</p>`
            : sheetTable(
                'pieces',
                [
                  { label: translate(language, 'events.cameIn') },
                  { label: translate(language, 'events.piece') },
                  { label: translate(language, 'events.author') },
                  { label: translate(language, 'events.state') },
                  { label: translate(language, 'events.issue') },
                  { label: translate(language, 'register.actions'), isActs: true },
                ],
                [...rows].reverse().map(
                  (row) => html`
                    <tr data-piece=${row.id}>
                      <td class="day">${row.day}</td>
                      <td class="wide">${row.title} <span class="small muted">${row.id}</span></td>
                      <td>${row.name || row.member}</td>
                      <td>
                        ${translate(language, `events.piece.${row.state}`)}
                        ${row.state === 'accepted' ? html`<span class="small muted">${row.acceptedOn}</span>` : nothing}
                      </td>
                      <td>${row.issue}</td>
                      <td class="acts">
                        <button
                          type="button"
                          class="quiet"
                          data-action=${row.state === 'accepted' ? 'withdraw' : 'accept'}
                          @click=${() => this.#openJudge(language, row, magazine)}
                        >
                          ${translate(language, row.state === 'accepted' ? 'events.withdraw' : 'events.accept')}
                        </button>
                        <button type="button" class="quiet" @click=${() => this.#openPiece(language, row)}>
                          ${translate(language, 'register.edit')}
                        </button>
                      </td>
                    </tr>
                  `,
                ),
              )
        }
      </section>
    `;
  }

  #issueChoices(language: Language, issue: string): RegisterField {
    const issues = this.#asked.value?.magazine.rows ?? [];
    return {
      id: 'issue',
      label: translate(language, 'events.issue'),
      kind: 'choice',
      value: issue,
      choices: [
        { id: '', label: translate(language, 'events.noIssue') },
        ...issues.map(({ id, title }) => ({ id, label: title === '' ? id : `${title} (${id})` })),
      ],
    };
  }

  #openPiece(language: Language, row: PieceRow | null): void {
    this.form = {
      register: 'events',
      heading: translate(language, row ? 'events.editPiece' : 'events.addPiece'),
      button: translate(language, 'register.keep'),
      fields: [
        {
          id: 'member',
          label: translate(language, 'events.author'),
          kind: 'text',
          value: row?.member ?? '',
          isNeeded: true,
          hint: translate(language, 'events.authorHint'),
        },
        {
          id: 'title',
          label: translate(language, 'events.piece'),
          kind: 'text',
          value: row?.title ?? '',
          isNeeded: true,
        },
        {
          id: 'id',
          label: translate(language, 'register.number'),
          kind: 'text',
          value: row?.id ?? '',
          isNeeded: true,
          hint: translate(language, 'events.idHint'),
        },
        {
          id: 'cameIn',
          label: translate(language, 'events.cameIn'),
          kind: 'day',
          value: row?.day ?? this.#asked.value?.calendar.day ?? '',
          isNeeded: true,
        },
        this.#issueChoices(language, row?.issue ?? ''),
      ],
      act: ({ id, member, title, cameIn, issue }) => ({
        do: 'piece',
        was: row?.id ?? '',
        piece: { id, member, title, day: cameIn, issue },
      }),
    };
  }

  #openJudge(language: Language, row: PieceRow, { rows }: MagazineView): void {
    const accepts = row.state !== 'accepted';
    this.form = {
      register: 'events',
      heading: translate(language, accepts ? 'events.acceptTitle' : 'events.withdrawTitle', { title: row.title }),
      button: translate(language, accepts ? 'events.accept' : 'events.withdraw'),
      text: translate(language, accepts ? 'events.acceptText' : 'events.unattendText'),
      fields: accepts && rows.length > 0 ? [this.#issueChoices(language, row.issue)] : [],
      act: ({ issue = '' }) =>
        accepts ? { do: 'piece_accept', id: row.id, issue } : { do: 'piece_withdraw', id: row.id },
    };
  }

  // --- the magazine ---

  #magazine(language: Language, magazine: MagazineView): TemplateResult {
    const { rows, returned } = magazine;
    const open = returned.filter(({ clearedOn }) => clearedOn === null);
    const { benefits, former } = magazine;
    const separator = translate(language, 'list.separator');
    return html`
      <section class="card stack" aria-labelledby="magazine">
        <div class="head">
          <div>
            <h2 id="magazine">${translate(language, 'events.magazine')}</h2>
            <p class="small muted">
              ${
                benefits.length === 0
                  ? translate(language, 'events.magazineAll')
                  : translate(language, 'events.magazineBenefits', {
                      benefits: benefits
                        .map(({ id, name, memberClasses }) =>
                          memberClasses.length === 0
                            ? name || id
                            : translate(language, 'events.magazineBenefit', {
                                name: name || id,
                                classes: memberClasses.join(separator),
                              }),
                        )
                        .join(separator),
                    })
              }
            </p>
            ${
              former
                ? html`<p class="small warning" data-former>
                    ${translate(language, 'events.magazineFormer', {
                      classes: former.memberClasses.join(separator) || '–',
                      from: former.from ?? '–',
                      to: former.to ?? '–',
                    })}
                  </p>`
                : nothing
            }
          </div>
          <div class="row no-print">
            <button type="button" data-action="magazine" @click=${() => this.workbench.club.go('office')}>
              ${translate(language, 'events.whoGets')}
            </button>
            <button type="button" data-action="returned" @click=${() => this.#openReturned(language, magazine)}>
              ${translate(language, 'events.addReturned')}
            </button>
            <button type="button" data-action="add-issue" @click=${() => this.#openIssue(language, null)}>
              ${translate(language, 'events.addIssue')}
            </button>
          </div>
        </div>
        ${
          rows.length === 0
            ? html`<p class="muted">${translate(language, 'events.noIssues')}</p>`
            : sheetTable(
                'magazine',
                [
                  { label: translate(language, 'events.mailsOn') },
                  { label: translate(language, 'events.issue') },
                  { label: translate(language, 'events.content') },
                  { label: translate(language, 'events.recipients'), isNumeric: true },
                  { label: translate(language, 'events.leftOut'), isNumeric: true },
                  { label: translate(language, 'register.actions'), isActs: true },
                ],
                [...rows].reverse().map(
                  (row) => html`
                    <tr data-issue=${row.id}>
                      <td class="day">${row.mailsOn}</td>
                      <td>${row.title} <span class="small muted">${row.id}</span></td>
                      <td class="wide">${row.pieces.join(translate(language, 'list.separator')) || '–'}</td>
                      <td class="numeric">${formatCount(language, row.recipients)}</td>
                      <td class="numeric">${formatCount(language, row.returned)}</td>
                      <td class="acts">
                        ${sheetSave(
                          language,
                          this.workbench,
                          'events',
                          { view: 'mailing', issue: row.id },
                          `${translate(language, 'events.mailing')}-${row.id}`,
                          this.#failed,
                          translate(language, 'events.mailing'),
                        )}
                        <button type="button" class="quiet" @click=${() => this.#openIssue(language, row)}>
                          ${translate(language, 'register.edit')}
                        </button>
                      </td>
                    </tr>
                  `,
                ),
              )
        }
        ${
          open.length === 0
            ? nothing
            : html`<h3 id="returned">${translateCount(language, 'events.returned', open.length)}</h3>
                ${sheetTable(
                  'returned',
                  [
                    { label: translate(language, 'events.returnedOn') },
                    { label: translate(language, 'partners.member') },
                    { label: translate(language, 'events.why') },
                    { label: translate(language, 'register.actions'), isActs: true },
                  ],
                  open.map(
                    (post) => html`
                      <tr data-returned=${post.member}>
                        <td class="day">${post.day} <span class="small muted">${post.issue}</span></td>
                        <td>${post.name || post.member} <span class="small muted">${post.member}</span></td>
                        <td class="wide">${post.why}</td>
                        <td class="acts">
                          <button
                            type="button"
                            class="quiet"
                            data-action="clear-returned"
                            @click=${() =>
                              this.#confirm(
                                language,
                                translate(language, 'events.clearTitle', { who: post.name || post.member }),
                                'events.clear',
                                { do: 'post_cleared', member: post.member },
                              )}
                          >
                            ${translate(language, 'events.clear')}
                          </button>
                        </td>
                      </tr>
                    `,
                  ),
                )}`
        }
      </section>
    `;
  }

  #openIssue(language: Language, row: MagazineView['rows'][number] | null): void {
    this.form = {
      register: 'events',
      heading: translate(language, row ? 'events.editIssue' : 'events.addIssue'),
      button: translate(language, 'register.keep'),
      fields: [
        {
          id: 'title',
          label: translate(language, 'events.issueTitle'),
          kind: 'text',
          value: row?.title ?? '',
          isNeeded: true,
        },
        { id: 'id', label: translate(language, 'register.number'), kind: 'text', value: row?.id ?? '', isNeeded: true },
        {
          id: 'mailsOn',
          label: translate(language, 'events.mailsOn'),
          kind: 'day',
          value: row?.mailsOn ?? '',
          isNeeded: true,
        },
      ],
      act: ({ id, title, mailsOn }) => ({ do: 'issue', was: row?.id ?? '', issue: { id, title, mailsOn } }),
    };
  }

  #openReturned(language: Language, { rows }: MagazineView): void {
    this.form = {
      register: 'events',
      heading: translate(language, 'events.addReturned'),
      button: translate(language, 'register.keep'),
      fields: [
        { id: 'member', label: translate(language, 'partners.member'), kind: 'text', value: '', isNeeded: true },
        this.#issueChoices(language, rows.at(-1)?.id ?? ''),
        { id: 'why', label: translate(language, 'events.why'), kind: 'text', value: '' },
      ],
      act: ({ member, issue, why }) => ({ do: 'post_returned', member, issue, why }),
    };
  }

  // --- small things ---

  /** A form that asks for who and day alone. */
  #confirm(
    language: Language,
    heading: string,
    button: 'register.remove' | 'events.cancel' | 'events.clear',
    act: RegisterAct,
  ): void {
    this.form = {
      register: 'events',
      heading,
      button: translate(language, button),
      isDanger: button !== 'events.clear',
      fields: [],
      act: () => act,
    };
  }

  readonly #failed = (reason: unknown): void => {
    this.failure = problemOf(reason);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-club-events': EventsPage;
  }
}
