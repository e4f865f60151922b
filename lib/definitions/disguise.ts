/** Characters that would make a name look like another: controls, and those that turn the direction of writing. */
export const DISGUISE = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
