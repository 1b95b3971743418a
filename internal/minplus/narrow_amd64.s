//go:build !purego

#include "textflag.h"

// Sixteen entries an iteration: the smaller of each entry and None16 is written. The entry
// is a misfit if that is None16 but the entry is not None32. The remaining entries go one
// by one.
//
//	DI  dst      AX  the next entry               Y0  None32
//	SI  src      CX  end of the full iterations   Y1  None16
//	R8  misfits of single entries                 Y7  misfits, as ones

// func narrowAVX2(dst []uint16, src []uint32) bool
TEXT ·narrowAVX2(SB), NOSPLIT, $0-49
	MOVQ     dst_base+0(FP), DI
	MOVQ     src_base+24(FP), SI
	MOVQ     src_len+32(FP), CX
	VPCMPEQD Y1, Y1, Y1
	VPSRLD   $1, Y1, Y0
	VPSRLD   $16, Y1, Y1
	VPXOR    Y7, Y7, Y7
	XORL     AX, AX
	SUBQ     $16, CX
	JLT      rest

turn:
	VMOVDQU   (SI)(AX*4), Y2
	VMOVDQU   32(SI)(AX*4), Y3
	VPMINUD   Y1, Y2, Y4
	VPMINUD   Y1, Y3, Y5
	VPACKUSDW Y5, Y4, Y6 // by halves of vectors: 0-3 8-11 4-7 12-15
	VPERMQ    $0xD8, Y6, Y6
	VMOVDQU   Y6, (DI)(AX*2)
	VPCMPEQD  Y1, Y4, Y4
	VPCMPEQD  Y1, Y5, Y5
	VPCMPEQD  Y0, Y2, Y2
	VPCMPEQD  Y0, Y3, Y3
	VPANDN    Y4, Y2, Y4
	VPANDN    Y5, Y3, Y5
	VPOR      Y4, Y7, Y7
	VPOR      Y5, Y7, Y7
	ADDQ      $16, AX
	CMPQ      AX, CX
	JLE       turn

rest:
	VPMOVMSKB Y7, R8
	VZEROUPPER
	ADDQ      $16, CX
	MOVL      $0xFFFF, R10
	CMPQ      AX, CX
	JGE       done

single:
	MOVL    (SI)(AX*4), DX
	MOVL    DX, R9
	CMPL    DX, R10
	CMOVLHI R10, R9
	MOVW    R9, (DI)(AX*2)
	CMPL    R9, R10
	JNE     next
	CMPL    DX, $0x7FFFFFFF
	JEQ     next
	MOVL    $1, R8

next:
	INCQ AX
	CMPQ AX, CX
	JLT  single

done:
	TESTL R8, R8
	SETEQ ret+48(FP)
	RET
