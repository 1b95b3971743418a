//go:build !purego

#include "textflag.h"

// func narrowAVX2(dst []uint16, src []uint32) bool
TEXT ·narrowAVX2(SB), NOSPLIT, $0-49
	MOVQ     dst_base+0(FP), DI
	MOVQ     src_base+24(FP), SI
	MOVQ     src_len+32(FP), CX
	VPCMPEQD Y0, Y0, Y0
	VPSRLD   $16, Y0, Y1 // None16 in each lane
	VPSRLD   $1, Y0, Y0  // None32
	VPXOR    Y7, Y7, Y7  // ones where an entry did not fit
	XORL     AX, AX
	SUBQ     $16, CX
	JLT      rest

block:
	VMOVDQU   (SI)(AX*4), Y2
	VMOVDQU   32(SI)(AX*4), Y3
	VPMINUD   Y1, Y2, Y4
	VPMINUD   Y1, Y3, Y5
	VPACKUSDW Y5, Y4, Y6
	VPERMQ    $0xD8, Y6, Y6
	VMOVDQU   Y6, (DI)(AX*2)
	VPCMPEQD  Y1, Y4, Y4
	VPCMPEQD  Y1, Y5, Y5
	VPCMPEQD  Y0, Y2, Y2
	VPCMPEQD  Y0, Y3, Y3
	VPANDN    Y4, Y2, Y4 // large and not None32
	VPANDN    Y5, Y3, Y5
	VPOR      Y4, Y7, Y7
	VPOR      Y5, Y7, Y7
	ADDQ      $16, AX
	CMPQ      AX, CX
	JLE       block

rest:
	VPMOVMSKB Y7, R8 // not 0 if an entry did not fit
	VZEROUPPER
	ADDQ      $16, CX
	MOVL      $0xFFFF, R10
	JMP       more

single:
	MOVL    (SI)(AX*4), DX
	MOVL    DX, R9
	CMPL    DX, R10
	CMOVLHI R10, R9
	MOVW    R9, (DI)(AX*2)
	INCQ    AX
	CMPL    R9, R10
	JNE     more
	CMPL    DX, $0x7FFFFFFF
	JEQ     more
	MOVL    $1, R8

more:
	CMPQ  AX, CX
	JLT   single
	TESTL R8, R8
	SETEQ ret+48(FP)
	RET
