/** Collects everything that is wrong with a request's body, in the shape Discord answers with. */
import type { Json, JsonObject } from '../world/json.ts';
import { ApiError } from './api-error.ts';

interface TextLimits {
  min?: number;
  max: number;
  isRequired?: boolean;
}

export class Form {
  readonly #errors: JsonObject = {};
  #isValid = true;

  /** @param path the place, with dots: `components.0.custom_id`. */
  fail(path: string, code: string, message: string): void {
    this.#isValid = false;
    let place = this.#errors;
    for (const step of path.split('.').filter((part) => part !== '')) {
      place[step] ??= {};
      place = place[step] as JsonObject;
    }
    const errors = (place['_errors'] ?? []) as Json[];
    place['_errors'] = [...errors, { code, message }];
  }

  /** A text within its limits. Lengths count as Discord counts them, by code point. */
  text(path: string, value: Json | undefined, limits: TextLimits): void {
    const { min = 0, max, isRequired = false } = limits;
    if (value === undefined || value === null) {
      if (isRequired) this.fail(path, 'BASE_TYPE_REQUIRED', 'This field is required');
      return;
    }
    if (typeof value !== 'string') {
      this.fail(path, 'STRING_TYPE_CONVERT', 'Could not interpret value as string.');
      return;
    }
    const { length } = Array.from(value);
    if (length > max) {
      const message = `Must be ${max} or fewer in length.`;
      this.fail(path, 'BASE_TYPE_MAX_LENGTH', message);
    } else if (length < min) {
      this.fail(path, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`);
    }
  }

  count(path: string, list: readonly unknown[], min: number, max: number): void {
    if (list.length >= min && list.length <= max) return;
    const message = `Must be between ${min} and ${max} in length.`;
    this.fail(path, 'BASE_TYPE_BAD_LENGTH', message);
  }

  /** Throws Discord's "Invalid Form Body" if anything failed. */
  insist(): void {
    if (this.#isValid) return;
    const body = { message: 'Invalid Form Body', code: 50035, errors: this.#errors };
    throw new ApiError(400, body);
  }
}
