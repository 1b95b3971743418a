//go:build !purego

#include "textflag.h"

// Four ways a turn, then one by one.
//
//	DI  rows, from entry at on     CX  ways that are left
//	SI  the next way               Y0  the least so far

// func lower16AVX2(dst, rows []uint16, ways []Way, at uint32)
TEXT ·lower16AVX2(SB), NOSPLIT, $0-76
	MOVQ     rows_base+24(FP), DI
	MOVQ     ways_base+48(FP), SI
	MOVQ     ways_len+56(FP), CX
	MOVL     at+72(FP), AX
	LEAQ     (DI)(AX*2), DI
	VPCMPEQD Y0, Y0, Y0
	SUBQ     $4, CX
	JLT      rest

turn:
	MOVL         (SI), R8
	MOVL         8(SI), R9
	MOVL         16(SI), R10
	MOVL         24(SI), R11
	VPBROADCASTW 4(SI), Y1
	VPBROADCASTW 12(SI), Y2
	VPBROADCASTW 20(SI), Y3
	VPBROADCASTW 28(SI), Y4
	VPADDUSW     (DI)(R8*2), Y1, Y1
	VPADDUSW     (DI)(R9*2), Y2, Y2
	VPADDUSW     (DI)(R10*2), Y3, Y3
	VPADDUSW     (DI)(R11*2), Y4, Y4
	VPMINUW      Y1, Y2, Y1
	VPMINUW      Y3, Y4, Y3
	VPMINUW      Y1, Y0, Y0
	VPMINUW      Y3, Y0, Y0
	ADDQ         $32, SI
	SUBQ         $4, CX
	JGE          turn

rest:
	ADDQ $4, CX
	JZ   done

single:
	MOVL         (SI), R8
	VPBROADCASTW 4(SI), Y1
	VPADDUSW     (DI)(R8*2), Y1, Y1
	VPMINUW      Y1, Y0, Y0
	ADDQ         $8, SI
	SUBQ         $1, CX
	JNZ          single

done:
	MOVQ    dst_base+0(FP), DI
	VMOVDQU Y0, (DI)
	VZEROUPPER
	RET
