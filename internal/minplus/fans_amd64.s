//go:build !purego

#include "textflag.h"

// Four costs a fan, all of them written. A mask raises those that are not of the fan, so
// that what lies there stays as it is.
//
//	DI  costs           CX  fans that are left
//	SI  the next fan    R8  the masks: four entries of 0, then, from here, four of ones

DATA fanMasks<>+0(SB)/8, $0
DATA fanMasks<>+8(SB)/8, $0
DATA fanMasks<>+16(SB)/8, $-1
DATA fanMasks<>+24(SB)/8, $-1
GLOBL fanMasks<>(SB), RODATA|NOPTR, $32

// func fans32AVX2(costs []uint32, fans []Fan)
TEXT ·fans32AVX2(SB), NOSPLIT, $0-48
	MOVQ  costs_base+0(FP), DI
	MOVQ  fans_base+24(FP), SI
	MOVQ  fans_len+32(FP), CX
	LEAQ  fanMasks<>+16(SB), R8
	TESTQ CX, CX
	JZ    done

next:
	MOVL         (SI), AX
	MOVL         4(SI), DX
	MOVWLZX      8(SI), R10
	MOVWLZX      10(SI), R9
	MOVQ         AX, BX
	SUBQ         R10, BX
	NEGQ         R9
	VPBROADCASTD (DI)(AX*4), X0
	VPADDD       (DI)(BX*4), X0, X0
	VPOR         (R8)(R9*4), X0, X0
	VPMINUD      (DI)(DX*4), X0, X0
	VMOVDQU      X0, (DI)(DX*4)
	ADDQ         $12, SI
	DECQ         CX
	JNZ          next

done:
	RET

// func fansEach32AVX2(up, down []uint32, fans []Fan)
//
//	DI  up              CX  fans that are left
//	R11 down            R8  the masks, as above
//	SI  the next fan
TEXT ·fansEach32AVX2(SB), NOSPLIT, $0-72
	MOVQ  up_base+0(FP), DI
	MOVQ  down_base+24(FP), R11
	MOVQ  fans_base+48(FP), SI
	MOVQ  fans_len+56(FP), CX
	LEAQ  fanMasks<>+16(SB), R8
	TESTQ CX, CX
	JZ    done

next:
	MOVL         (SI), AX
	MOVL         4(SI), DX
	MOVWLZX      8(SI), R10
	MOVWLZX      10(SI), R9
	MOVQ         AX, BX
	SUBQ         R10, BX
	NEGQ         R9
	VMOVDQU      (R8)(R9*4), X2
	VPBROADCASTD (R11)(AX*4), X0
	VPBROADCASTD (DI)(AX*4), X1
	VPADDD       (DI)(BX*4), X0, X0
	VPADDD       (R11)(BX*4), X1, X1
	VPOR         X2, X0, X0
	VPOR         X2, X1, X1
	VPMINUD      (DI)(DX*4), X0, X0
	VPMINUD      (R11)(DX*4), X1, X1
	VMOVDQU      X0, (DI)(DX*4)
	VMOVDQU      X1, (R11)(DX*4)
	ADDQ         $12, SI
	DECQ         CX
	JNZ          next

done:
	RET
