import type { ApprovalReport, Locale, PaymentReport } from "@iyzico-mass-payout/client";
import { payMessages, reportMessages } from "../../messages/catalogs.js";
import { printable } from "../../terminal/printable.js";
import { formatApprover } from "../approver.js";
import { html, type Markup } from "./markup.js";
import { timeElement } from "./time-element.js";

/** When what was sent, approved and settled, and who approved it. */
export function courseSection(payment: PaymentReport, locale: Locale): Markup {
  const { course } = reportMessages.in(locale);
  const { times } = payMessages.in(locale);
  const { createdAt, initSentAt, approvals, authSentAt, settledAt } = payment;
  const rowOf = (event: string, at: number | undefined, details: Markup | string = "–") =>
    at === undefined
      ? ""
      : html`<tr><th scope="row">${event}</th><td>${timeElement(at, locale)}</td><td>${details}</td></tr>`;
  return html`<section aria-labelledby="course">
<h2 id="course">${course.heading}</h2>
<table class="facts">
<caption class="hidden">${course.heading}</caption>
<thead><tr><th scope="col">${course.event}</th><th scope="col">${course.time}</th><th scope="col">${course.details}</th></tr></thead>
<tbody>${rowOf(course.created, createdAt)}${rowOf(times.init, initSentAt)}${approvals.map((approval) => rowOf(times.approved, approval.at, formatApproval(approval, locale)))}${rowOf(times.auth, authSentAt)}${rowOf(times.settled, settledAt)}</tbody>
</table>
</section>`;
}

function formatApproval({ by, note, digest }: ApprovalReport, locale: Locale): Markup {
  return html`<bdi>${formatApprover(by, locale)}</bdi>${note === undefined ? "" : html`<span class="minor"><bdi>${printable(note)}</bdi></span>`}<code class="minor">${digest}</code>`;
}
