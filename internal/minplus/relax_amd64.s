//go:build !purego

#include "textflag.h"

// func relax32AVX2(row, other []uint32, w uint32)
TEXT ·relax32AVX2(SB), NOSPLIT, $0-52
	MOVQ row_base+0(FP), DI
	MOVQ row_len+8(FP), CX
	MOVQ other_base+24(FP), SI
	MOVL w+48(FP), BX
	SUBQ $8, CX
	JB   short

	// The last eight entries may overlap those of the loop: they are worked
	// out before it and stored behind it, so that no load waits for a store.
	VMOVD        BX, X0
	VPBROADCASTD X0, Y0
	VPADDD       (SI)(CX*4), Y0, Y1
	VPMINUD      (DI)(CX*4), Y1, Y1
	XORL         AX, AX
	SUBQ         $24, CX
	JLE          ones

fours:
	VPADDD  (SI)(AX*4), Y0, Y2
	VPADDD  32(SI)(AX*4), Y0, Y3
	VPADDD  64(SI)(AX*4), Y0, Y4
	VPADDD  96(SI)(AX*4), Y0, Y5
	VPMINUD (DI)(AX*4), Y2, Y2
	VPMINUD 32(DI)(AX*4), Y3, Y3
	VPMINUD 64(DI)(AX*4), Y4, Y4
	VPMINUD 96(DI)(AX*4), Y5, Y5
	VMOVDQU Y2, (DI)(AX*4)
	VMOVDQU Y3, 32(DI)(AX*4)
	VMOVDQU Y4, 64(DI)(AX*4)
	VMOVDQU Y5, 96(DI)(AX*4)
	ADDQ    $32, AX
	CMPQ    AX, CX
	JB      fours

ones:
	ADDQ $24, CX // the start of the last eight
	JMP  more

one:
	VPADDD  (SI)(AX*4), Y0, Y2
	VPMINUD (DI)(AX*4), Y2, Y2
	VMOVDQU Y2, (DI)(AX*4)
	ADDQ    $8, AX

more:
	CMPQ    AX, CX
	JB      one
	VMOVDQU Y1, (DI)(CX*4)
	VZEROUPPER
	RET

short:
	ADDQ $8, CX
	JZ   done

single:
	MOVL    -4(SI)(CX*4), AX
	MOVL    -4(DI)(CX*4), DX
	ADDL    BX, AX
	CMPL    AX, DX
	CMOVLCS AX, DX
	MOVL    DX, -4(DI)(CX*4)
	SUBQ    $1, CX
	JNZ     single

done:
	RET
