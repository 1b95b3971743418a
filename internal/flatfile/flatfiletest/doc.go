// Package flatfiletest holds decoders of flat files to what they promise: that
// bytes which are not a sound file are refused with an error that says where, or
// do no harm, and that Verify finds whatever was changed.
//
// [Damage] does every small harm there is to a small file; [Fuzz] leaves it to
// the fuzzer. Both try it twice: as it is, when checksums find most of it, and
// with the checksums made right, as a bad writer might, when the decoder's own
// checks must. [Alignments] moves a file about in memory.
//
// What it knows of the container it has from the documentation alone, so that it
// shares no mistake with package flatfile.
package flatfiletest
