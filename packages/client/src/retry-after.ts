const weekday = "(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?";
const month = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";
const time = "\\d{2}:\\d{2}:\\d{2}";

// The three forms of an HTTP date (RFC 9110, section 5.6.7), the last of which does not say that it is in GMT.
const date = new RegExp(`^${weekday}, \\d{2}(?: ${month} \\d{4}|-${month}-\\d{2}) ${time} GMT$`);
const asctime = new RegExp(`^${weekday} ${month} [ \\d]\\d ${time} \\d{4}$`);

/**
 * How long a response asks to wait, in milliseconds: whole seconds or an HTTP date (RFC 9110, section 10.2.3). Anything
 * else is not guessed at: `undefined`. A date that has passed is 0.
 */
export function retryAfter(headers: Headers): number | undefined {
  const value = headers.get("retry-after")?.trim() ?? "";
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const text = date.test(value) ? value : asctime.test(value) ? `${value} GMT` : "";
  const moment = Date.parse(text);
  return Number.isNaN(moment) ? undefined : Math.max(0, moment - Date.now());
}
