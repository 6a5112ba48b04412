#include "generating.h"
int main(void){return 0;}
