// Package flatfiletest tests decoders of flat files: bytes that are not a sound file are
// refused with an error that says where, or do no harm, and Verify finds every change.
//
//	taken, takenSealed := flatfiletest.Damage(t, file, open)
//
// [Damage] makes every small change to a small file; [Fuzz] leaves the changes to the
// fuzzer. Both try each change twice: as it is, when checksums find most, and with the
// checksums made right, as a bad writer might, when the decoder's own checks must find
// it. [Alignments] moves a file about in memory.
//
// The package is written from the documentation of the container and not from its code,
// so that it shares no mistake with package flatfile.
package flatfiletest
