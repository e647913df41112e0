/** What a page has and Node has not, for apps that use the flows without our elements. */
export { pageSchedule } from './page-schedule.js';
export { sessionRecords } from './session-records.js';
export { pageCeremony } from './passkey-ceremony.js';
